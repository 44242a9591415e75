/** What people at the desks are given to do: until when, and by whom. */
@NullMarked
package dev.turnup.engine.desk;

import org.jspecify.annotations.NullMarked;
