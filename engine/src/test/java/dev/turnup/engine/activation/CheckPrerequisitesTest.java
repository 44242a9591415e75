package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckPrerequisitesTest {

  private final InternetOrder internet = new InternetOrder();
  private final CheckPrerequisites checkPrerequisites =
      new CheckPrerequisites(internet.orders, internet.components);

  @Test
  void goesOnWhereNothingIsReliedOn() {
    assertThat(checkPrerequisites.forComponent(internet.router)).isEqualTo(Readiness.ACTIVE);
  }

  @Test
  void goesOnOnceAllThatIsReliedOnIsActive() {
    internet.with(ACTIVE, internet.accessLine, internet.router);

    assertThat(checkPrerequisites.forComponent(internet.internetAccess))
        .isEqualTo(Readiness.ACTIVE);
  }

  @Test
  void waitsForWhatIsProvedButNotRecordedYet() {
    internet.with(ACTIVE, internet.accessLine).with(VERIFIED, internet.router);

    assertThat(checkPrerequisites.forComponent(internet.internetAccess))
        .isEqualTo(Readiness.WAITING);
  }

  @Test
  void goesOnOnceAllHasComeAsFarAsItNeeds() {
    internet
        .needing(VERIFIED, internet.router)
        .with(ACTIVE, internet.accessLine)
        .with(VERIFIED, internet.router);

    assertThat(checkPrerequisites.forComponent(internet.internetAccess))
        .isEqualTo(Readiness.ACTIVE);
  }

  @Test
  void isImpossibleOnceSomethingThatIsReliedOnWasGivenUp() {
    internet.with(CANCELLED, internet.router);

    assertThat(checkPrerequisites.forComponent(internet.internetAccess))
        .isEqualTo(Readiness.IMPOSSIBLE);
  }

  @Test
  void isImpossibleOnceTheComponentItselfWasGivenUp() {
    internet.with(CANCELLED, internet.router);

    assertThat(checkPrerequisites.forComponent(internet.router)).isEqualTo(Readiness.IMPOSSIBLE);
  }
}
