package dev.turnup.connectors.sandbox.standin;

/** Somebody else listens where the sandbox wants to. The message says what to do. */
public final class PortTaken extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PortTaken(String name, int port) {
    super(
        "port %d of the sandbox's %s is taken: stop who listens there, or choose another with --sandbox.ports.%s=…"
            .formatted(port, name, name));
  }
}
