package dev.turnup.connectors.sandbox.standin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The five systems that the sandbox stands in for. */
public enum OutsideSystem {
  NETWORK,
  INVENTORY,
  BILLING,
  WORKFORCE,
  MESSAGING;

  /** As in addresses, settings and topics: {@code network}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The system with this {@link #code}. */
  public static Optional<OutsideSystem> named(String code) {
    return Arrays.stream(values()).filter(system -> system.code().equals(code)).findFirst();
  }
}
