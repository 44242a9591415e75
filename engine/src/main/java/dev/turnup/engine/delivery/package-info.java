/** What reaches the customer together, and when it can. */
@NullMarked
package dev.turnup.engine.delivery;

import org.jspecify.annotations.NullMarked;
