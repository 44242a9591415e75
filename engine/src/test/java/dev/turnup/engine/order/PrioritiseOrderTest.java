package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Urgencies.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrioritiseOrderTest {

  private static final OrderId ORDER = new OrderId("PO-1");
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void putsTheOlderOfTwoEqualsFirst() {
    assertThat(priority("standard", "", NOW.minus(Duration.ofHours(1))))
        .isGreaterThan(priority("standard", "", NOW));
  }

  @Test
  void countsCustomerAndPriorityTogetherAsHoursOfWaiting() {
    assertThat(priority("critical", "0", NOW)).isEqualTo(priority("standard", "", NOW) + 672 + 504);
    assertThat(priority("standard", "4", NOW)).isEqualTo(priority("standard", "", NOW) - 72);
  }

  @Test
  void keepsNobodyWaitingForEver() {
    Instant monthsLater = NOW.plus(Duration.ofDays(60));

    assertThat(priority("critical", "0", NOW)).isGreaterThan(priority("standard", "4", NOW));
    assertThat(priority("standard", "4", NOW))
        .isGreaterThan(priority("critical", "0", monthsLater));
  }

  @Test
  void isNeverBelowWhatJobsWithAPriorityHave() {
    assertThat(priority("standard", "4", Instant.parse("+123456-01-01T00:00:00Z"))).isEqualTo(1);
    assertThat(priority("standard", "4", Instant.MIN)).isEqualTo(Integer.MAX_VALUE);
  }

  private static int priority(String tier, String priority, Instant since) {
    return new PrioritiseOrder(
            id -> new Urgency(tier, priority, since),
            new Decisions() {
              @Override
              public Answer one(OrderId order, String table, Map<String, Object> inputs) {
                throw new AssertionError("what matches is added up");
              }

              @Override
              public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
                return Map.of("critical", 672, "0", 504, "4", -72).entrySet().stream()
                    .filter(row -> inputs.containsValue(row.getKey()))
                    .map(row -> new Answer(table, Map.of("headStartHours", row.getValue())))
                    .toList();
              }
            })
        .of(ORDER)
        .value();
  }
}
