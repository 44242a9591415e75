/**
 * How to speak to the systems around the order: network, inventory, billing, workforce, messaging.
 */
@NullMarked
package dev.turnup.connectors;

import org.jspecify.annotations.NullMarked;
