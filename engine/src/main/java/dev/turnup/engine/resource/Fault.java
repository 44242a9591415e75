package dev.turnup.engine.resource;

/**
 * Why a resource cannot be kept as it was sent.
 *
 * @param line of the table that it came in; 0 if it came alone
 */
public record Fault(int line, String column, String reason) {}
