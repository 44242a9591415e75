/** Whether the network has room for a component, holding it, and from when. */
@NullMarked
package dev.turnup.engine.capacity;

import org.jspecify.annotations.NullMarked;
