/** How Turnup speaks to the network. */
@NullMarked
package dev.turnup.connectors.network;

import org.jspecify.annotations.NullMarked;
