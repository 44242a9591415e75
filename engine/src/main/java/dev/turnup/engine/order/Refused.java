package dev.turnup.engine.order;

/**
 * What a person decided cannot be done, and why, in words that the person can act on. The
 * completion of the task rolls back and the task stays theirs.
 */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param remedy what is wrong and what to do about it, shown to the person as it is
   */
  public Refused(String remedy) {
    super(remedy);
  }
}
