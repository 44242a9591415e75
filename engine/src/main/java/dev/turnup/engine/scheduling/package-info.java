/** Technicians' time: slots, appointments, and the dates that may be promised on them. */
@NullMarked
package dev.turnup.engine.scheduling;

import org.jspecify.annotations.NullMarked;
