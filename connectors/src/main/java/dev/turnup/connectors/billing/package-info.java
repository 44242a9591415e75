/** How Turnup speaks to billing. */
@NullMarked
package dev.turnup.connectors.billing;

import org.jspecify.annotations.NullMarked;
