/** From what was ordered to what must be made to exist: components, and what relies on what. */
@NullMarked
package dev.turnup.engine.decomposition;

import org.jspecify.annotations.NullMarked;
