package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.Network.Verdict;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyServiceTest {

  private static final Instant SINCE = Instant.parse("2026-03-02T20:00:00Z");
  private static final Verdict WORKS = new Verdict(true, Optional.of(SINCE), "0.2 dB loss");
  private static final Verdict DOES_NOT =
      new Verdict(false, Optional.empty(), "ONT not registered");

  private final InternetOrder internet = new InternetOrder();
  private final VerifyService verifyService =
      new VerifyService(
          internet.orders,
          internet.components,
          internet.records,
          new SilentNetwork(),
          internet.timeline,
          internet.clock);

  @Test
  void provesWhatWorks() {
    internet.with(ACTIVATED, internet.router);

    assertThat(verifyService.record(internet.router, WORKS)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(VERIFIED);
    assertThat(internet.records.of(internet.router).network().since()).contains(SINCE);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.VERIFIED);
  }

  @Test
  void provesWhatWorksAlthoughTheNetworkHasNotSaidSoYet() {
    verifyService.record(internet.router, WORKS);

    assertThat(internet.stateOf(internet.router)).isEqualTo(VERIFIED);
  }

  @Test
  void fallsOutWithTheEvidenceWhenItDoesNotWorkWhateverWasSaid() {
    internet.with(ACTIVATED, internet.router);

    StepResult result = verifyService.record(internet.router, DOES_NOT);

    assertThat(((FellOut) result).failure().code()).isEqualTo("service-not-working");
    assertThat(((FellOut) result).failure().message()).contains("ONT not registered");
    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVATED);
    assertThat(internet.records.of(internet.router).network().evidence())
        .contains("ONT not registered");
  }

  @Test
  void saysWhatTheNetworkReportedBefore() {
    internet.records.save(
        ServiceRecord.none(internet.router).reported("the network reports failed: no signal"));

    StepResult result = verifyService.record(internet.router, DOES_NOT);

    assertThat(((FellOut) result).failure().message()).contains("no signal");
  }

  @Test
  void onlyKeepsTheAnswerOnceTheServiceIsActive() {
    internet.with(ACTIVE, internet.router);

    assertThat(verifyService.record(internet.router, DOES_NOT)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVE);
    assertThat(internet.records.of(internet.router).network().active()).contains(false);
  }

  @Test
  void takesNowForTheBeginningWhereTheNetworkCannotTell() {
    verifyService.record(internet.router, new Verdict(true, Optional.empty(), "fine"));

    assertThat(internet.records.of(internet.router).network().since()).contains(InternetOrder.NOW);
  }

  @Test
  void remembersSinceWhenItWorkedAlthoughATestFailedMeanwhile() {
    verifyService.record(internet.router, WORKS);
    internet.with(ACTIVE, internet.router);
    verifyService.record(internet.router, DOES_NOT);

    verifyService.record(internet.router, new Verdict(true, Optional.empty(), "fine again"));

    assertThat(internet.records.of(internet.router).network().since()).contains(SINCE);
  }
}
