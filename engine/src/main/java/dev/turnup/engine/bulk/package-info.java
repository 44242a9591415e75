/** Doing the same to many orders: previewed, at a pace, in the background, told of each. */
@NullMarked
package dev.turnup.engine.bulk;

import org.jspecify.annotations.NullMarked;
