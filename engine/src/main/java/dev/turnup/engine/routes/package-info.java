/** The engine's own Camel routes: the watch for stuck orders, and notices to customers. */
@NullMarked
package dev.turnup.engine.routes;

import org.jspecify.annotations.NullMarked;
