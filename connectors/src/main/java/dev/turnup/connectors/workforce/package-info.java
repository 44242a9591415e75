/** How Turnup speaks to the workforce system. */
@NullMarked
package dev.turnup.connectors.workforce;

import org.jspecify.annotations.NullMarked;
