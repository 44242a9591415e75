package dev.turnup.engine.subscription;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses.
 *
 * @param bits how many of the first bits of its addresses are the same
 */
public record Network(InetAddress first, int bits) {

  private static final Pattern NOTATION = Pattern.compile("[0-9a-fA-F:.]+/[0-9]{1,3}");

  /**
   * {@code 10.20.0.0/16}, {@code fd00::/8}.
   *
   * @throws IllegalArgumentException if it is not written so
   */
  public static Network of(String notation) {
    if (!NOTATION.matcher(notation).matches()) {
      throw new IllegalArgumentException(notation + " is no network such as 10.20.0.0/16");
    }
    int slash = notation.indexOf('/');
    InetAddress first = literal(notation.substring(0, slash));
    int bits = Integer.parseInt(notation.substring(slash + 1));
    if (bits > first.getAddress().length * 8) {
      throw new IllegalArgumentException(notation + " has more bits than an address");
    }
    return new Network(first, bits);
  }

  /** An address in digits asks no name server. */
  private static InetAddress literal(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException notOne) {
      throw new IllegalArgumentException(digits + " is no address", notOne);
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
