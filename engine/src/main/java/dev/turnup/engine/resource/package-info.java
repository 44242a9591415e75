/**
 * What visits are planned with, as staff keep it: territories, technicians, calendars and the like.
 */
@org.jspecify.annotations.NullMarked
package dev.turnup.engine.resource;
