package dev.turnup.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports that nobody listens on, for what cannot be told to take any. */
public final class FreePorts {

  private static final List<String> OF_SANDBOX =
      List.of("control", "network", "inventory", "billing", "workforce", "messaging", "smtp");

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

  /** As many different free ports. */
  public static List<Integer> find(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(FreePorts::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
