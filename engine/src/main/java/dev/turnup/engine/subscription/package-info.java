/** Who wants to be told of events of orders, and what of them is still to be told (TMF622, hub). */
@NullMarked
package dev.turnup.engine.subscription;

import org.jspecify.annotations.NullMarked;
