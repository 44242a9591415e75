package dev.turnup.engine.subscription;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where events may be sent: to the public Internet, and to networks that are allowed. A stranger's
 * callback must not make Turnup call what only Turnup can reach.
 */
public final class Callbacks {

  public static final int LONGEST = 2_000;

  /** Everything that is not public (IANA's registries of special addresses), or leads to it. */
  private static final List<Network> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // unspecified, loopback, IPv4 in old disguises
              "::/96",
              "::ffff:0:0:0/96",
              // IPv4 behind translators
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              // tunnels, benchmarks, overlays
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .map(Network::of)
          .toList();

  private final List<Network> allowed;
  private final Names names;

  /** Looks names up. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  /**
   * @param allowed networks that are fine although they are not public
   */
  public Callbacks(List<Network> allowed, Names names) {
    this.allowed = List.copyOf(allowed);
    this.names = names;
  }

  /** Says why nothing is sent to an address. */
  public static final class UnfitCallback extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitCallback(String message) {
      super(message);
    }
  }

  /**
   * Reads a callback; a slash at its end is left out.
   *
   * @throws UnfitCallback if it is no address to which a path can be appended, or leads where
   *     nothing is sent to
   */
  public URI checked(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new UnfitCallback("callback is not 1 to " + LONGEST + " characters");
    }
    URI callback = uri(text.replaceFirst("/+$", ""));
    String scheme =
        callback.getScheme() == null ? "" : callback.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || callback.getHost() == null) {
      throw new UnfitCallback("callback is no address with http or https");
    }
    if (callback.getRawUserInfo() != null) {
      throw new UnfitCallback("callback has a user or password in it");
    }
    if (callback.getRawQuery() != null || callback.getRawFragment() != null) {
      throw new UnfitCallback("callback has a query or a fragment, and a path is appended to it");
    }
    if (callback.getPort() == 0 || callback.getPort() > 65_535) {
      throw new UnfitCallback("callback has a port that there is not");
    }
    addressOf(callback);
    return callback;
  }

  /**
   * Looks the callback's host up, now: what it led to before may have changed.
   *
   * @return where to connect to
   * @throws UnfitCallback if there is none, or any that nothing is sent to
   */
  public InetAddress addressOf(URI callback) {
    List<InetAddress> found = found(callback.getHost());
    for (InetAddress address : found) {
      if (NOT_PUBLIC.stream().anyMatch(network -> network.contains(address))
          && allowed.stream().noneMatch(network -> network.contains(address))) {
        throw new UnfitCallback("callback leads to an address that is not public");
      }
    }
    return found.get(0);
  }

  private List<InetAddress> found(String host) {
    try {
      List<InetAddress> found = new ArrayList<>();
      for (InetAddress address : names.addressesOf(host)) {
        // IPv4 that is dressed as IPv6 becomes what it is
        found.add(InetAddress.getByAddress(address.getAddress()));
      }
      return found;
    } catch (UnknownHostException unknown) {
      throw new UnfitCallback("callback names a host that is not known");
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new UnfitCallback("callback is no address with http or https");
    }
  }
}
