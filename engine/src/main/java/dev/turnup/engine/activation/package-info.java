/** Switching services on in dependency order, and proving that they work. */
@NullMarked
package dev.turnup.engine.activation;

import org.jspecify.annotations.NullMarked;
