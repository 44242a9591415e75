package dev.turnup.engine.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final List<String> rows = new ArrayList<>(List.of("a", "b", "c", "d"));
  private final Tally<List<String>> tally = new Tally<>(3, ArrayList::new);

  private Optional<String> row(List<String> into, String after) {
    Optional<String> next = rows.stream().filter(row -> row.compareTo(after) > 0).findFirst();
    next.ifPresent(into::add);
    return next;
  }

  private List<String> counted(Instant now) {
    return tally.at(now, this::row);
  }

  @Test
  void countsAllTheFirstTime() {
    assertThat(counted(NOW)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void tellsWhatWasCountedLastUntilAllIsCountedAgain() {
    counted(NOW);
    rows.add(0, "A");

    assertThat(counted(NOW)).containsExactly("a", "b", "c", "d");
    assertThat(counted(NOW)).containsExactly("A", "a", "b", "c", "d");
  }

  @Test
  void whatIsFewIsCountedEachTime() {
    rows.removeAll(List.of("c", "d"));
    counted(NOW);
    rows.remove("a");

    assertThat(counted(NOW)).containsExactly("b");
  }

  @Test
  void whoAsksAfterALongTimeIsToldNothingOld() {
    counted(NOW);
    counted(NOW.plusSeconds(60));
    rows.add(0, "A");

    assertThat(counted(NOW.plus(Duration.ofHours(1)))).containsExactly("A", "a", "b", "c", "d");
  }

  @Test
  void whatWasCountedBeforeAPageFailedIsNotCountedTwice() {
    counted(NOW);
    assertThatThrownBy(
            () ->
                tally.at(
                    NOW,
                    (into, after) -> {
                      if (after.equals("a")) {
                        throw new IllegalStateException("away");
                      }
                      return row(into, after);
                    }))
        .isInstanceOf(IllegalStateException.class);

    rows.add("e");
    counted(NOW);
    assertThat(counted(NOW)).containsExactly("a", "b", "c", "d", "e");
  }
}
