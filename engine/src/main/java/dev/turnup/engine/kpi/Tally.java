package dev.turnup.engine.kpi;

import dev.turnup.engine.order.Pass;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is counted page by page, however much there is: some pages each time somebody asks, who is
 * told what was counted when all was counted last. What is few pages is all counted each time.
 *
 * @param <T> what pages are counted into, and nobody else changes
 */
public final class Tally<T> {

  /** Who asks for the first time, or again after so long, waits until all is counted. */
  private static final Duration OLDEST = Duration.ofHours(1);

  private final int pages;
  private final Supplier<T> nothing;
  private Pass pass;
  private T counting;
  private Optional<Whole<T>> whole = Optional.empty();

  /**
   * @param pages so many each time
   * @param nothing what a count begins with
   */
  public Tally(int pages, Supplier<T> nothing) {
    this.pages = pages;
    this.nothing = nothing;
    this.pass = new Pass(pages);
    this.counting = nothing.get();
  }

  private record Whole<T>(T counted, Instant at) {}

  /** Counts some rows. */
  @FunctionalInterface
  public interface Page<T> {

    /**
     * Adds the rows that come next.
     *
     * @param after the key of the last one that was counted; empty before the first
     * @return the key of the last one of these; empty if there was none
     */
    Optional<String> count(T into, String after);
  }

  /** Goes on counting. Where a page fails, the next one who asks begins anew. */
  public synchronized T at(Instant now, Page<T> page) {
    if (whole.filter(last -> now.isBefore(last.at().plus(OLDEST))).isEmpty()) {
      whole = Optional.empty();
      beginAnew();
    }
    do {
      if (goesOnToTheEnd(page)) {
        whole = Optional.of(new Whole<>(counting, now));
        beginAnew();
      }
    } while (whole.isEmpty());
    return whole.get().counted();
  }

  private boolean goesOnToTheEnd(Page<T> page) {
    boolean counted = false;
    try {
      boolean all = pass.goOn(after -> page.count(counting, after));
      counted = true;
      return all;
    } finally {
      if (!counted) {
        beginAnew();
      }
    }
  }

  private void beginAnew() {
    pass = new Pass(pages);
    counting = nothing.get();
  }
}
