package dev.turnup.engine;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports that nobody listens on, for what cannot be told to take any. */
public final class FreePorts {

  private static final List<String> OF_SANDBOX =
      List.of("control", "network", "inventory", "billing", "workforce", "messaging", "smtp");

  /** Below those that a system gives to whoever asks for any. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int RANGE_SIZE = 500;
  private static final ServerSocket RANGE = claimRange();

  private static int last = RANGE.getLocalPort();

  private FreePorts() {}

  /** The sandbox's port settings with free ports. */
  public static Map<String, Integer> forSandbox() {
    List<Integer> ports = find(OF_SANDBOX.size());
    Map<String, Integer> settings = new LinkedHashMap<>();
    for (int i = 0; i < ports.size(); i++) {
      settings.put("sandbox.ports." + OF_SANDBOX.get(i), ports.get(i));
    }
    return settings;
  }

  /** As many free ports, which nobody else is given: what listens on them may start later. */
  public static synchronized List<Integer> find(int count) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      last++;
      if (last == RANGE.getLocalPort() + RANGE_SIZE) {
        throw new IllegalStateException("all ports from " + RANGE.getLocalPort() + " were given");
      }
      if (isFree(last)) {
        ports.add(last);
      }
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** The first port of a range stays bound, which keeps other test JVMs out of it. */
  private static ServerSocket claimRange() {
    for (int first = LOWEST; first < HIGHEST; first += RANGE_SIZE) {
      try {
        return new ServerSocket(first);
      } catch (IOException anotherJvms) {
        continue;
      }
    }
    throw new IllegalStateException("no range of ports is free from " + LOWEST);
  }
}
