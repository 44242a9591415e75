package dev.turnup.engine.order;

/** Something is to be found in a calendar so far away that nobody plans it. */
public final class BeyondCalendar extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BeyondCalendar(String calendar, Object what) {
    super("calendar " + calendar + " does not reach that far: " + what);
  }
}
