/** How Turnup sends mail and notices. */
@NullMarked
package dev.turnup.connectors.messaging;

import org.jspecify.annotations.NullMarked;
