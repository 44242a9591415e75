package dev.turnup.engine.fallout;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.decomposition.ListedValues;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.StepFellOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFalloutTest {

  private final InternetOrder internet = new InternetOrder();
  private final OutboundCalls outboundCalls = mock(OutboundCalls.class);
  private final Possible possible =
      new Possible(internet.cancelComponents, internet.records, outboundCalls);
  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final OpenFallout openFallout =
      new OpenFallout(
          fallouts,
          internet.orders,
          internet.components,
          possible,
          new WordsInMemory(),
          new WhatHelped(fallouts, internet.components, mock(ListedValues.class)),
          internet.clock);
  private final List<String> incidents = new ArrayList<>();

  @Test
  void holdsTheItemAndRaisesAnIncident() {
    FalloutId id = raise(internet.router);

    open(id);

    assertThat(internet.stateOfItem()).isEqualTo(ItemState.HELD);
    assertThat(incidents).containsExactly("network.verify-service fell out: ONT not registered");
    assertThat(fallouts.get(id).incident()).contains("incident 1");
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.FELL_OUT);
  }

  @Test
  void tellsWhoeverSettlesItWhatTheyNeed() {
    CaseFile file = open(raise(internet.router));

    assertThat(file.order()).isEqualTo(internet.order.value());
    assertThat(file.customer()).isEqualTo("Ada Lovelace");
    assertThat(file.address()).isEqualTo("12 Harbour Street, 20457 Hamburg");
    assertThat(file.product()).isEqualTo("internet-300 (router)");
    assertThat(file.situation()).contains("ONT not registered");
    assertThat(file.options()).contains("Retry", "speed", "Cancel component");
  }

  @ParameterizedTest
  @CsvSource({
    "billing.charge-cancellation, the customer is not charged for it",
    "billing.charge-visit, the customer is not charged for this visit",
    "workforce.cancel-visit, people have called the visit off"
  })
  void saysWhatIsGivenUpWhereNothingOfTheOrderIs(String step, String meaning) {
    String options = open(raise(step, internet.router, "no such account")).options();

    assertThat(options)
        .contains("Cancel component: " + meaning + ", and nothing of the order is given up.")
        .doesNotContain("relies on it");
  }

  @Test
  void holdsNothingThatGoesOnAnyway() {
    CaseFile file = open(raise("workforce.cancel-visit", internet.router, "no such visit"));

    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);
    assertThat(file.address()).contains("Hamburg");
  }

  @Test
  void offersNoCancellationOfWhatIsActive() {
    internet.with(ACTIVE, internet.router);

    assertThat(open(raise(internet.router)).options()).isEqualTo("Retry once the cause is mended.");
  }

  @Test
  void leavesOutWhatTheEngineWouldNotKeep() {
    CaseFile file = open(raise(internet.router, "no light ".repeat(100_000)));

    assertThat(incidents.get(0)).hasSizeLessThan(4_000).contains("no light");
    assertThat(file.situation()).hasSizeLessThan(4_000);
  }

  private CaseFile open(FalloutId id) {
    return openFallout.of(
        internet.order,
        id,
        message -> {
          incidents.add(message);
          return "incident " + incidents.size();
        });
  }

  private FalloutId raise(ComponentId component) {
    return raise(component, "ONT not registered");
  }

  private FalloutId raise(ComponentId component, String evidence) {
    return raise("network.verify-service", component, evidence);
  }

  private FalloutId raise(String step, ComponentId component, String evidence) {
    return fallouts
        .raising(internet)
        .raise(
            new StepFellOut(
                internet.order,
                Optional.of(component),
                Optional.empty(),
                step,
                new Failure("network", "service-not-working", evidence)));
  }
}
