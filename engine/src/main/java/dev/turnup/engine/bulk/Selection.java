package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which orders are meant. */
public sealed interface Selection {

  /** Orders of one run that people choose, at most. */
  int MOST = 10_000;

  /**
   * These orders, by their numbers.
   *
   * @throws Refused if there are none, or more than {@link #MOST}
   */
  record Numbers(List<OrderId> orders) implements Selection {

    public Numbers {
      orders = orders.stream().distinct().toList();
      if (orders.isEmpty() || orders.size() > MOST) {
        throw new Refused("Name from 1 to " + MOST + " orders.");
      }
    }
  }

  /**
   * All orders that have not ended and fulfil each of these; what is empty does not matter.
   *
   * @param offering one of the items is of it
   * @param territory one of the sites is in it, or in a territory below it
   * @param tier the customer's relationship plan
   * @param fingerprint a fallout of this cause is not settled
   * @param system a fallout of this system is not settled
   * @throws Refused if nothing is asked for, or orders that have ended
   */
  record Filter(
      Optional<String> offering,
      Optional<String> territory,
      Optional<OrderState> state,
      Optional<String> tier,
      Optional<String> fingerprint,
      Optional<String> system)
      implements Selection {

    public Filter {
      if (Stream.of(offering, territory, state, tier, fingerprint, system)
          .allMatch(Optional::isEmpty)) {
        throw new Refused("Say which orders are meant.");
      }
      if (state.filter(OrderState::isFinal).isPresent()) {
        throw new Refused("Orders that have ended are named by their numbers.");
      }
    }
  }
}
