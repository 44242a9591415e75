package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Components that shall reach the customer together.
 *
 * @param readyDate the first day on which they can; empty if that is not known
 */
record Group(Optional<String> site, Optional<LocalDate> readyDate, List<Component> components) {}
