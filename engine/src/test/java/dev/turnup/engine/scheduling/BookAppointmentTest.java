package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookAppointmentTest extends AppointmentCase {

  @Test
  void booksWhatIsHeldOnce() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.proposeAppointment.forDelivery(delivery);

    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    assertThat(planning.bookAppointment.forDelivery(delivery).orElseThrow().due())
        .isEqualTo(slot(delivery).end().toInstant());

    assertThat(planning.calendar.of(delivery).orElseThrow().isBooked()).isTrue();
    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.APPOINTMENT_BOOKED);
  }

  @Test
  void booksNothingThatIsHeldNoMore() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.proposeAppointment.forDelivery(delivery);
    planning.clock.advance(Duration.ofHours(5));

    assertThat(planning.bookAppointment.forDelivery(delivery)).isEmpty();
    planning.proposeAppointment.forDelivery(delivery);

    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    // at 12:00 Anna is at lunch
    assertThat(slot(delivery).start()).isEqualTo(MONDAY.atTime(13, 0).atZone(BERLIN));
  }

  @Test
  void booksNothingBeforeCapacityThatHasMoved() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.proposeAppointment.forDelivery(delivery);
    planning.moveCapacity(
        Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(MONDAY.plusDays(3)));

    assertThat(planning.bookAppointment.forDelivery(delivery)).isEmpty();
    planning.proposeAppointment.forDelivery(delivery);

    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    assertThat(slot(delivery).start().toLocalDate()).isEqualTo(MONDAY.plusDays(3));
  }
}
