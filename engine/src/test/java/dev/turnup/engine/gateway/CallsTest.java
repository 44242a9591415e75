package dev.turnup.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallsTest {

  private static final String UUID = "0190c0de-0000-7000-8000-000000000001";
  private static final CallOutcome.Failure SAID =
      new CallOutcome.Failure("network", "http-422", "no such site");
  private static final Failure HEARD = new Failure("network", "http-422", "no such site");

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(new CallOutcome.Answer<>(7), new Outcome.Answer<>("7")),
        Arguments.of(
            new CallOutcome.ConnectorUnavailable<>(SAID, Optional.of(Duration.ofSeconds(9))),
            new Outcome.Unavailable<>(HEARD, Optional.of(Duration.ofSeconds(9)))),
        Arguments.of(new CallOutcome.OutcomeUnknown<>(SAID), new Outcome.Unknown<>(HEARD)),
        Arguments.of(new CallOutcome.RequestRejected<>(SAID), new Outcome.Rejected<>(HEARD)));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void keepsWhatAnOutcomeMeans(CallOutcome<Integer> said, Outcome<String> heard) {
    assertThat(
            Calls.outcome(CompletableFuture.completedFuture(said), String::valueOf)
                .toCompletableFuture()
                .join())
        .isEqualTo(heard);
  }

  @Test
  void saysWhomACallIsFor() {
    Subject subject =
        new Subject(
            new OrderId("PO-1007"),
            Optional.of(new ItemId("2")),
            Optional.of(ComponentId.of(UUID)),
            Optional.of(DeliveryId.of(UUID)),
            Optional.of(new Site("SITE-1", "12 High Street", "20457")));

    assertThat(Calls.of(new CallKey("a-key"), subject))
        .isEqualTo(new Call("a-key", new Call.Subject("PO-1007", "2", UUID, UUID)));
    assertThat(Calls.site(subject)).isEqualTo("SITE-1");
  }

  @Test
  void leavesOpenWhatDoesNotApply() {
    Subject subject =
        new Subject(
            new OrderId("PO-1007"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(Calls.of(new CallKey("a-key"), subject).subject())
        .isEqualTo(Call.Subject.ofOrder("PO-1007"));
    assertThat(Calls.site(subject)).isEmpty();
  }
}
