/** The only package that knows the connectors: one class for each port that it fills. */
@NullMarked
package dev.turnup.engine.gateway;

import org.jspecify.annotations.NullMarked;
