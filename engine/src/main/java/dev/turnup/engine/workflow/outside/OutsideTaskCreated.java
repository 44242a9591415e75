package dev.turnup.engine.workflow.outside;

/** A model came to a task of this topic, in the current transaction. */
public record OutsideTaskCreated(String topic) {}
