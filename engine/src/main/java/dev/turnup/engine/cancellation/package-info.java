/** Undoing an order as a whole, as long as that can be done. */
@NullMarked
package dev.turnup.engine.cancellation;

import org.jspecify.annotations.NullMarked;
