/** Why a step fell out, what may be done about it, and what came of it. */
@NullMarked
package dev.turnup.engine.fallout;

import org.jspecify.annotations.NullMarked;
