package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mobile line: no visit, no person. */
class MobileLineTest extends Scenario {

  @Test
  void isActivatedAndBilledOnceWithoutAnybodysHelp() {
    LocalDate from = sandbox.now().toLocalDate();
    String order = place(sample("mobile-line"));

    awaitState(order, "completed");

    assertThat(sandbox.effects("network", order, "network.activate-service"))
        .singleElement()
        .satisfies(effect -> assertThat(effect.requests()).isEqualTo(1));
    assertThat(sandbox.effects("billing", order, "billing.start-billing"))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.requests()).isEqualTo(1);
              assertThat(effect.effectiveDate()).isBetween(from, sandbox.now().toLocalDate());
            });
    assertThat(sandbox.effects("workforce", order)).isEmpty();
    assertThat(happened(order))
        .containsSubsequence(
            List.of(
                "accepted",
                "decomposed",
                "promised",
                "activated",
                "verified",
                "recorded",
                "billed",
                "completed"));
    assertThat(extended(order).path("productOrderMilestone").findValuesAsText("name"))
        .isEqualTo(
            List.of(
                "accepted",
                "decomposed",
                "promised",
                "activated",
                "verified",
                "billed",
                "completed"));
  }
}
