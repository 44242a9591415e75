package dev.turnup.engine.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.subscription.EventQuery.UnfitQuery;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueryTest {

  @Test
  void selectsByTypeAndStateAndTakesAnyOfSeveralValues() {
    EventQuery query =
        EventQuery.in(
            "eventType=ProductOrderStateChangeEvent,ProductOrderCreateEvent&state=completed"
                + "&state=%22partial%22&eventType=ProductOrderDeleteEvent");

    assertThat(query.types())
        .isEqualTo(
            Set.of(
                "ProductOrderStateChangeEvent",
                "ProductOrderCreateEvent",
                "ProductOrderDeleteEvent"));
    assertThat(query.states()).isEqualTo(Set.of("completed", "partial"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "&"})
  void selectsAllWithoutACriterion(String query) {
    assertThat(EventQuery.in(query)).isEqualTo(new EventQuery(Set.of(), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer=C-1",
        "state=finished",
        "state=",
        "state=completed,",
        "eventType=productOrderCreateEvent",
        "completed",
        "=completed",
        "state=%zz",
        "state=completed' or '1'='1",
        "fields=id"
      })
  void refusesWhatItCannotSelectBy(String query) {
    assertThatThrownBy(() -> EventQuery.in(query))
        .isInstanceOf(UnfitQuery.class)
        .hasMessageStartingWith("query ");
  }

  @Test
  void refusesAQueryWithoutEnd() {
    assertThatThrownBy(() -> EventQuery.in("state=completed&".repeat(200)))
        .isInstanceOf(UnfitQuery.class);
  }
}
