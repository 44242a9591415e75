package dev.turnup.engine.order;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes over rows that no index picks out, in the order of their keys and page by page: so many
 * pages at a time, and on from there the next time. So what is asked at once stays small however
 * many rows there are, and what comes in between waits for a page and not for all of them.
 */
public final class Pass {

  private static final String FIRST = "";

  private final int pages;
  private String after = FIRST;

  /**
   * @param pages so many at a time
   */
  public Pass(int pages) {
    this.pages = pages;
  }

  /** Reads some rows. */
  @FunctionalInterface
  public interface Page {

    /**
     * Reads the rows that come next.
     *
     * @param after the key of the last one that was read; empty before the first
     * @return the key of the last one of these; empty if there was none
     */
    Optional<String> after(String after);
  }

  /**
   * Goes on. Where a page fails, all that were read this time are read again the next time.
   *
   * @return whether the last row was reached; the next time begins at the first one again
   */
  public boolean goOn(Page page) {
    return goOn(page, () -> true);
  }

  /**
   * The same, as long as there is room for what it finds.
   *
   * @param room asked before each page
   */
  public synchronized boolean goOn(Page page, BooleanSupplier room) {
    String next = after;
    for (int read = 0; read < pages && room.getAsBoolean(); read++) {
      Optional<String> last = page.after(next);
      next = last.orElse(FIRST);
      if (last.isEmpty()) {
        after = FIRST;
        return true;
      }
    }
    after = next;
    return false;
  }
}
