package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.standin.Fault;
import dev.turnup.connectors.sandbox.standin.FaultMode;
import dev.turnup.connectors.sandbox.standin.Faults;
import dev.turnup.connectors.sandbox.standin.Listener;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who listens, and who is made to refuse. */
final class Switchboard {

  /** The one operation that comes in on a port of its own. */
  static final String SEND_MAIL = "send-mail";

  private final Faults faults;
  private final Map<OutsideSystem, Listener> servers;
  private final Listener mail;

  Switchboard(Faults faults, Map<OutsideSystem, Listener> servers, Listener mail) {
    this.faults = faults;
    this.servers = servers;
    this.mail = mail;
  }

  int portOf(OutsideSystem system) {
    return server(system).port();
  }

  int mailPort() {
    return mail.port();
  }

  /** All listen once, so that each has its port; who is to refuse stops again. */
  void openAll() {
    servers.values().forEach(Listener::open);
    mail.open();
    servers.keySet().forEach(this::follow);
  }

  void shutAll() {
    servers.values().forEach(Listener::shut);
    mail.shut();
  }

  /** Lets {@code system} listen or not, as its faults say. */
  void follow(OutsideSystem system) {
    List<Fault> refusals =
        faults.of(system).stream().filter(fault -> fault.mode() == FaultMode.REFUSE).toList();
    boolean mailOnly =
        !refusals.isEmpty()
            && refusals.stream().allMatch(it -> it.operation().equals(Optional.of(SEND_MAIL)));
    turn(server(system), refusals.isEmpty() || mailOnly);
    if (system == OutsideSystem.MESSAGING) {
      turn(mail, refusals.isEmpty());
    }
  }

  private Listener server(OutsideSystem system) {
    return Optional.ofNullable(servers.get(system)).orElseThrow();
  }

  private static void turn(Listener listener, boolean on) {
    if (on) {
      listener.open();
    } else {
      listener.shut();
    }
  }
}
