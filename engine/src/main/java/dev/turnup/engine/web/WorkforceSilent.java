package dev.turnup.engine.web;

/**
 * The workforce system, whose calendar counts there, does not say at which times people can come.
 */
final class WorkforceSilent extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
