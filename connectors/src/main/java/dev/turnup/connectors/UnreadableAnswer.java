package dev.turnup.connectors;

/** A 2xx whose content is not what was agreed; never taken for success. */
public final class UnreadableAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableAnswer(String message) {
    super(message);
  }
}
