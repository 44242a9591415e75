package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.ComponentId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseDependantsTest {

  private final InternetOrder internet = new InternetOrder();
  private final ReleaseDependants releaseDependants =
      new ReleaseDependants(internet.orders, internet.components);

  @Test
  void wakesWhatHasAllThatItReliesOn() {
    internet.with(ACTIVE, internet.accessLine, internet.router);

    assertThat(wokenBy(internet.router)).containsExactly(internet.internetAccess);
  }

  @Test
  void wakesNobodyWhoStillHasToWait() {
    internet.with(ACTIVE, internet.router);

    assertThat(wokenBy(internet.router)).isEmpty();
  }

  @Test
  void wakesAsSoonAsItIsEnough() {
    internet.needing(ACTIVATED, internet.accessLine).needing(VERIFIED, internet.router);

    internet.with(ACTIVATED, internet.accessLine, internet.router);
    assertThat(wokenBy(internet.accessLine)).isEmpty();
    assertThat(wokenBy(internet.router)).isEmpty();

    internet.with(VERIFIED, internet.router);
    assertThat(wokenBy(internet.router)).containsExactly(internet.internetAccess);
  }

  @Test
  void wakesWhatHasBecomeImpossible() {
    internet.with(CANCELLED, internet.router);

    assertThat(wokenBy(internet.router)).containsExactly(internet.router, internet.internetAccess);
  }

  @Test
  void wakesWhatWasGivenUpTogetherWithIt() {
    internet.with(CANCELLED, internet.router, internet.internetAccess);

    assertThat(wokenBy(internet.router)).containsExactly(internet.router, internet.internetAccess);
  }

  @Test
  void wakesOnceWhatReliesOnManyThatMoveTogether() {
    internet.with(ACTIVE, internet.accessLine, internet.router);

    assertThat(wokenBy(internet.accessLine, internet.router))
        .containsExactly(internet.internetAccess);
  }

  private List<ComponentId> wokenBy(ComponentId... moved) {
    return releaseDependants.of(
        internet.order, Stream.of(moved).map(internet.components::get).toList());
  }
}
