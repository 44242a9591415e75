/** Orders in Camunda Cockpit: the plugin's resources and its read API. */
@NullMarked
package dev.turnup.engine.cockpit;

import org.jspecify.annotations.NullMarked;
