/** The application: orders, from intake to bill start. */
@NullMarked
package dev.turnup.engine;

import org.jspecify.annotations.NullMarked;
