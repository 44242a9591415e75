package dev.turnup.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.scheduling.Offers.By;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of an answer of the workforce system, and of what is wanted of it. */
class OfferedTest {

  private static final Offer EARLY = offer("2026-03-03T08:00:00Z");
  private static final Offer LATE = offer("2026-03-04T08:00:00Z");

  private final Wanted first = new Wanted(UUID.randomUUID(), EARLY, By.TURNUP);
  private final Wanted chosen = new Wanted(UUID.randomUUID(), LATE, By.CUSTOMER);
  private final Offered answered =
      Offered.nothing().answered("when?", Instant.EPOCH, List.of(EARLY, LATE));
  private final Offered asking = answered.wanting(first).asking();

  @Test
  void goesOnWithWhatItWasAskedForAndKeepsInMindWhatIsChosenSince() {
    assertThat(asking.asked()).contains(first);
    assertThat(asking.wanted()).isEmpty();
    Offered overtaken = asking.wanting(chosen);
    assertThat(overtaken.next()).contains(first);
    assertThat(overtaken.settled(first).next()).contains(chosen);
    assertThat(overtaken.settled(chosen).next()).contains(first);
    assertThat(overtaken.settled(first).settled(chosen).next()).isEmpty();
  }

  @Test
  void forgetsAllButWhatMayBeKeptAlready() {
    assertThat(asking.wanting(chosen).wantingSooner(true).forgotten())
        .isEqualTo(
            new Offered("", Instant.EPOCH, List.of(), Optional.empty(), Optional.of(first), false));
    assertThat(answered.wanting(chosen).forgotten()).isEqualTo(Offered.nothing());
  }

  @Test
  void asksUnderAnotherNameForTheSameOrForWhatIsChosenSince() {
    UUID id = UUID.randomUUID();
    assertThat(asking.askingAnew(id).asked()).contains(new Wanted(id, EARLY, By.TURNUP));
    assertThat(asking.wanting(chosen).askingAnew(id).asked()).contains(chosen);
    assertThat(answered.askingAnew(id).asked()).isEmpty();
  }

  @Test
  void isWantedByWhoeverChoseItLast() {
    assertThat(answered.wanting(chosen).wantingNextBy(By.CALLER).wanted())
        .contains(new Wanted(chosen.appointment(), LATE, By.CALLER));
    Offered again = asking.wanting(chosen).wantingNextBy(By.CALLER);
    assertThat(again.asked()).contains(new Wanted(first.appointment(), EARLY, By.CALLER));
    assertThat(again.wanted()).as("and nothing else").isEmpty();
  }

  @Test
  void offersATimeThatIsGoneNoMore() {
    assertThat(asking.without(offer("2026-03-03T08:00:00Z")).times()).containsExactly(LATE);
    assertThat(asking.without(EARLY).asked()).contains(first);
  }

  private static Offer offer(String start) {
    Instant at = Instant.parse(start);
    return new Offer(at, at.plusSeconds(3_600), "S");
  }
}
