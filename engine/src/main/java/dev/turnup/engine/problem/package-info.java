/** One cause behind many fallouts: joining them, and releasing what waits for its end. */
@NullMarked
package dev.turnup.engine.problem;

import org.jspecify.annotations.NullMarked;
