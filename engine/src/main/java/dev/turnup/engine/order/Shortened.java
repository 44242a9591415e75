package dev.turnup.engine.order;

/** Texts of others that have to fit somewhere. */
public final class Shortened {

  private Shortened() {}

  /** The text, or its first {@code most} characters and an ellipsis. */
  public static String to(int most, String text) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }
}
