/**
 * The five outside systems as the sandbox plays them: network, inventory, billing, workforce,
 * messaging.
 */
@NullMarked
package dev.turnup.connectors.sandbox.systems;

import org.jspecify.annotations.NullMarked;
