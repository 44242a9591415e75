package dev.turnup.engine.gateway;

import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.inventory.InventoryConnector.Capacity;
import dev.turnup.connectors.inventory.InventoryConnector.Capacity.AvailableFrom;
import dev.turnup.connectors.inventory.InventoryConnector.CheckCapacity;
import dev.turnup.connectors.inventory.InventoryConnector.ExtendReservation;
import dev.turnup.connectors.inventory.InventoryConnector.Reservation;
import dev.turnup.connectors.inventory.InventoryConnector.Reservation.Ended;
import dev.turnup.connectors.inventory.InventoryConnector.Reservation.Held;
import dev.turnup.connectors.inventory.InventoryConnector.Reservation.Refused;
import dev.turnup.connectors.inventory.InventoryConnector.ReserveCapacity;
import dev.turnup.engine.capacity.CapacityInventory;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class CapacityGateway implements CapacityInventory {

  private final InventoryConnector connector;
  private final Duration longestCall;

  CapacityGateway(InventoryConnector connector, ConnectorSettings settings) {
    this.connector = connector;
    longestCall = settings.inventory().longestCall();
  }

  @Override
  public Duration longestCall() {
    return longestCall;
  }

  @Override
  public CompletionStage<Outcome<Room>> checkCapacity(CallKey key, Question question) {
    return Calls.outcome(
        connector.checkCapacity(
            Calls.of(key, question.subject()),
            new CheckCapacity(
                Calls.site(question.subject()),
                question.specification(),
                question.resource(),
                question.units())),
        CapacityGateway::room);
  }

  @Override
  public CompletionStage<Outcome<Holding>> reserveCapacity(CallKey key, Wish wish) {
    return Calls.outcome(
        connector.reserveCapacity(
            Calls.of(key, wish.subject()),
            new ReserveCapacity(
                Calls.site(wish.subject()),
                wish.resource(),
                wish.units(),
                wish.from(),
                wish.until())),
        CapacityGateway::holding);
  }

  @Override
  public CompletionStage<Outcome<Holding>> extendReservation(CallKey key, Extension extension) {
    return Calls.outcome(
        connector.extendReservation(
            Calls.of(key, extension.subject()),
            new ExtendReservation(extension.reference(), extension.from(), extension.until())),
        CapacityGateway::holding);
  }

  @Override
  public CompletionStage<Outcome<Holding>> releaseReservation(CallKey key, Release release) {
    return Calls.outcome(
        connector.releaseReservation(Calls.of(key, release.subject()), release.reference()),
        CapacityGateway::holding);
  }

  @Override
  public CompletionStage<Outcome<Optional<Holding>>> findReservation(CallKey key, Subject subject) {
    return Calls.found(connector.findReservation(Calls.of(key, subject)), CapacityGateway::holding);
  }

  private static Room room(Capacity capacity) {
    if (capacity instanceof AvailableFrom from) {
      return new Room(Room.Verdict.FROM, Optional.of(from.day()), "");
    }
    if (capacity instanceof Capacity.None none) {
      return new Room(Room.Verdict.NONE, Optional.empty(), none.reason());
    }
    return new Room(Room.Verdict.NOW, Optional.empty(), "");
  }

  private static Holding holding(Reservation reservation) {
    if (reservation instanceof Held held) {
      return new Holding(
          Holding.Verdict.HELD,
          held.reservationId(),
          Optional.of(held.until()),
          "",
          Optional.of(held.on()).filter(on -> !on.isEmpty()));
    }
    if (reservation instanceof Refused refused) {
      return new Holding(Holding.Verdict.REFUSED, "", Optional.empty(), refused.reason());
    }
    Ended ended = (Ended) reservation;
    return new Holding(
        Holding.Verdict.ENDED, ended.reservationId(), Optional.empty(), ended.state());
  }
}
