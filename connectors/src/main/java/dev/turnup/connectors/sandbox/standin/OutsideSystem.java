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

  /** The operation as topics name it: {@code network.activate-service}. */
  public String topic(String operation) {
    return code() + "." + operation;
  }

  /** The operation's name without the system, given with it or without. */
  public String operation(String topicOrName) {
    String prefix = code() + ".";
    return topicOrName.startsWith(prefix) ? topicOrName.substring(prefix.length()) : topicOrName;
  }

  /** The system with this {@link #code}. */
  public static Optional<OutsideSystem> named(String code) {
    return Arrays.stream(values()).filter(system -> system.code().equals(code)).findFirst();
  }
}
