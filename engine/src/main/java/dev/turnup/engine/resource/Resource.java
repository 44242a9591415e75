package dev.turnup.engine.resource;

import java.util.Map;

/**
 * Something that visits are planned with.
 *
 * @param values by the names of its kind's columns; what is not said is not there
 * @param version counts its changes
 */
public record Resource(String id, Map<String, String> values, int version) {}
