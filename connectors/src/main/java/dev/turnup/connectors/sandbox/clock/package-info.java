/** The sandbox's time: one offset for every node on the same database, moved by walking only. */
@NullMarked
package dev.turnup.connectors.sandbox.clock;

import org.jspecify.annotations.NullMarked;
