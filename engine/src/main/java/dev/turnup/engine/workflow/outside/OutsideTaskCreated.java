package dev.turnup.engine.workflow.outside;

import java.util.Optional;

/**
 * A model came to a task of this topic, in the current transaction.
 *
 * @param task empty if it is gone already
 */
public record OutsideTaskCreated(String topic, Optional<NewTask> task) {}
