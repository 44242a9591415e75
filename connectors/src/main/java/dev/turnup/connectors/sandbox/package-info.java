/**
 * Stand-ins for network, inventory, billing, workforce and messaging, each a real server of its
 * own, and the controls that set facts, faults and time. For trying out, demos and tests.
 */
@NullMarked
package dev.turnup.connectors.sandbox;

import org.jspecify.annotations.NullMarked;
