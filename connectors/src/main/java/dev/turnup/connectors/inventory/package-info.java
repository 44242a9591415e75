/** How Turnup speaks to the inventory. */
@NullMarked
package dev.turnup.connectors.inventory;

import org.jspecify.annotations.NullMarked;
