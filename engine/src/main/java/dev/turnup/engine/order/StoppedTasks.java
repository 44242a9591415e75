package dev.turnup.engine.order;

/** Outside work that a bug stopped, and that goes on only when somebody says so. */
public interface StoppedTasks {

  /**
   * Has the task tried again; the order's timeline tells who wanted it.
   *
   * @param id of the engine's external task
   * @return false if there is no such task, or it is not stopped
   */
  boolean retry(String id);
}
