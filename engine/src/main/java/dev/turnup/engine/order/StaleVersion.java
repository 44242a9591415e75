package dev.turnup.engine.order;

/**
 * Somebody else changed the same row first; what was attempted may simply be repeated on the new
 * facts.
 */
public final class StaleVersion extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what the row that somebody was faster with, {@code order PO-1007}
   */
  public StaleVersion(String what) {
    super(what + " was changed by somebody else meanwhile; read it again");
  }

  public StaleVersion(String what, Throwable cause) {
    this(what);
    initCause(cause);
  }
}
