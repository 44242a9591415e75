/** The engine's own Camel routes: the watch for stuck orders, notices to customers, events. */
@NullMarked
package dev.turnup.engine.routes;

import org.jspecify.annotations.NullMarked;
