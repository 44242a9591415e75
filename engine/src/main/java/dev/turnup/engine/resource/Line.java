package dev.turnup.engine.resource;

import java.util.Map;

/**
 * A resource as somebody sent it.
 *
 * @param number of the line of a table; 0 if it did not come in one
 * @param values by column; an empty text says nothing
 */
public record Line(int number, Map<String, String> values) {}
