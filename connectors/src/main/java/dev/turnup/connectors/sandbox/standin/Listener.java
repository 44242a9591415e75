package dev.turnup.connectors.sandbox.standin;

import io.vertx.core.Future;
import java.net.BindException;
import java.util.concurrent.CompletionException;

/** Something that listens on a port, and can stop doing so and begin again on the same port. */
public abstract class Listener {

  /** Where all of the sandbox listens: it has no login, so nobody else may reach it. */
  protected static final String HOST = "127.0.0.1";

  private final String name;
  private volatile int port;
  private boolean listening;

  /**
   * @param name as in {@code sandbox.ports.<name>}
   * @param port 0: any that is free
   */
  protected Listener(String name, int port) {
    this.name = name;
    this.port = port;
  }

  /** Listens on {@code port}; the future gives the actual one. */
  protected abstract Future<Integer> listen(int port);

  /** Cuts every connection and listens no more. */
  protected abstract Future<Void> cut();

  /** The actual port, also while it is shut. */
  public final int port() {
    return port;
  }

  /**
   * Listens from now on.
   *
   * @throws PortTaken if somebody else does
   */
  public final synchronized void open() {
    if (!listening) {
      port = await(listen(port));
      listening = true;
    }
  }

  /** Listens no more; who was connected is cut. */
  public final synchronized void shut() {
    if (listening) {
      await(cut());
      listening = false;
    }
  }

  private <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BindException) {
        throw new PortTaken(name, port);
      }
      throw e;
    }
  }
}
