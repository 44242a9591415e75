package dev.turnup.engine.problem;

/** A problem's number, which people say on the phone: {@code PB-1007}. */
public record ProblemId(String value) {

  private static final String FORM = "PB-[0-9]{1,12}";

  public ProblemId {
    if (!isNumber(value)) {
      throw new IllegalArgumentException("not a problem's number: " + value);
    }
  }

  /** Whether a problem can have this number. */
  public static boolean isNumber(String text) {
    return text.matches(FORM);
  }

  @Override
  public String toString() {
    return value;
  }
}
