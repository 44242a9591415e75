package dev.turnup.engine.persistence;

import dev.turnup.engine.kpi.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts what happened in a window that moves on, by pieces of half an hour: what happened in one
 * that is over hardly changes. The newest are counted each time, and some of the others in turn;
 * none is told that was counted more than an hour ago, so that what does change – an order is
 * hidden – is counted within the hour.
 */
final class CountedPieces {

  private static final Duration PIECE = Duration.ofMinutes(30);

  /** What is written late belongs to a piece that seemed over. */
  private static final Duration NEW = Duration.ofHours(1);

  private static final int IN_TURN = 30;

  private static final Duration OLDEST = Duration.ofHours(1);

  private final Map<Instant, Counted> counted = new HashMap<>();

  /** The one that was counted longest ago comes first. */
  private final Set<Instant> turns = new LinkedHashSet<>();

  private record Counted(Happened happened, Instant at) {}

  /**
   * What happened.
   *
   * @param accepted orders that were accepted
   * @param tasks pieces of work that people ended and had taken up before
   * @param touchSeconds how long they had them in hand
   * @param ended orders that ended other than by being rejected or cancelled
   * @param right those of them that were completed, and that nobody had to mend
   */
  record Happened(long accepted, long tasks, long touchSeconds, long ended, long right) {

    static final Happened NOTHING = new Happened(0, 0, 0, 0, 0);

    Happened and(Happened more) {
      return new Happened(
          accepted + more.accepted,
          tasks + more.tasks,
          touchSeconds + more.touchSeconds,
          ended + more.ended,
          right + more.right);
    }
  }

  /**
   * In all of a window.
   *
   * @param count counts what happened in a small one
   */
  synchronized Happened in(Window window, Function<Window, Happened> count) {
    Instant first = after(window.from());
    Instant last = before(window.to());
    if (!first.isBefore(last)) {
      return count.apply(window);
    }
    counted.keySet().removeIf(piece -> piece.isBefore(first) || !piece.isBefore(last));
    turns.retainAll(counted.keySet());
    List<Instant> inTurn = turns.stream().limit(IN_TURN).toList();
    Stream<Instant> newOrOld =
        pieces(first, last)
            .filter(piece -> !piece.isBefore(last.minus(NEW)) || isOld(piece, window.to()));
    Stream.concat(inTurn.stream(), newOrOld)
        .distinct()
        .toList()
        .forEach(piece -> count(piece, window.to(), count));
    Happened ends = between(window.from(), first, count).and(between(last, window.to(), count));
    return counted.values().stream().map(Counted::happened).reduce(ends, Happened::and);
  }

  private static Happened between(Instant from, Instant to, Function<Window, Happened> count) {
    return from.isBefore(to) ? count.apply(new Window(from, to)) : Happened.NOTHING;
  }

  private boolean isOld(Instant piece, Instant now) {
    Counted last = counted.get(piece);
    return last == null || !last.at().plus(OLDEST).isAfter(now);
  }

  private void count(Instant piece, Instant now, Function<Window, Happened> count) {
    counted.put(piece, new Counted(count.apply(new Window(piece, piece.plus(PIECE))), now));
    turns.remove(piece);
    turns.add(piece);
  }

  private static Stream<Instant> pieces(Instant first, Instant last) {
    return Stream.iterate(first, piece -> piece.isBefore(last), piece -> piece.plus(PIECE));
  }

  private static Instant before(Instant moment) {
    long seconds = moment.getEpochSecond();
    return Instant.ofEpochSecond(seconds - seconds % PIECE.toSeconds());
  }

  private static Instant after(Instant moment) {
    Instant before = before(moment);
    return before.equals(moment) ? moment : before.plus(PIECE);
  }
}
