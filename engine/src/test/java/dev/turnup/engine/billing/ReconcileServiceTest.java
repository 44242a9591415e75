package dev.turnup.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.Network;
import dev.turnup.engine.activation.ServiceInventory.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconcileServiceTest extends BillCase {

  @Test
  void agreesWhenAllHaveItAsActiveSinceTheSameDay() {
    allAgree();

    assertThat(reconcileService.forComponent(internet.internetAccess).agreed()).isTrue();
    assertThat(fellOut).isEmpty();
  }

  @Test
  void fallsOutWhenTheNetworkSaysThatItDoesNotWork() {
    allAgree();
    networkSays(new Network.Verdict(false, Optional.empty(), "no light"));

    assertFallsOut("network-disagrees");
  }

  @Test
  void fallsOutWhenTheInventoryDoesNotHaveIt() {
    allAgree();
    findService.record(internet.internetAccess, new Finding(Optional.empty()));

    assertFallsOut("inventory-disagrees");
  }

  @Test
  void fallsOutWhenTheDaysDiffer() {
    allAgree();
    inventorySays(SINCE.minus(Duration.ofDays(1)));

    assertFallsOut("dates-disagree");
  }

  @Test
  void fallsOutWhenItIsActiveOnlySinceAfterItsAcceptance() {
    allAgree();
    Instant later = SINCE.plus(Duration.ofDays(2));
    networkSays(new Network.Verdict(true, Optional.of(later), "fine"));
    inventorySays(later);

    assertFallsOut("dates-disagree");
  }
}
