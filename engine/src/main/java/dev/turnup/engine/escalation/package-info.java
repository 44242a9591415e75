/** Orders that are stuck: who is told, when, and how loudly. */
@NullMarked
package dev.turnup.engine.escalation;

import org.jspecify.annotations.NullMarked;
