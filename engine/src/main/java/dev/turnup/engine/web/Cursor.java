package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A place in a list, as a text that means nothing to others and is good for that list only. It
 * holds no secret: whoever made one up would see no more than the list shows.
 */
final class Cursor {

  private static final int CHECK_LENGTH = 8;
  private static final char BACKWARDS = '<';
  private static final char FORWARDS = '>';

  private Cursor() {}

  static String of(Position position, OrderQuery list) {
    char direction = position.backwards() ? BACKWARDS : FORWARDS;
    byte[] content = (direction + position.id().value() + " " + position.key()).getBytes(UTF_8);
    byte[] cursor =
        ByteBuffer.allocate(CHECK_LENGTH + content.length)
            .put(check(content, list))
            .put(content)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * The position that a cursor stands for.
   *
   * @throws RequestRefused 400 if it was not given out for this list
   */
  static Position in(String cursor, OrderQuery list) {
    byte[] bytes = bytesOf(cursor);
    if (bytes.length > CHECK_LENGTH) {
      byte[] content = Arrays.copyOfRange(bytes, CHECK_LENGTH, bytes.length);
      String text = new String(content, UTF_8);
      int blank = text.indexOf(' ');
      if (MessageDigest.isEqual(Arrays.copyOf(bytes, CHECK_LENGTH), check(content, list))
          && blank > 0
          && OrderId.isOrderNumber(text.substring(1, blank))) {
        return new Position(
            text.substring(blank + 1),
            new OrderId(text.substring(1, blank)),
            text.charAt(0) == BACKWARDS);
      }
    }
    throw refusal();
  }

  static RequestRefused refusal() {
    return RequestRefused.malformed(
        "invalid-cursor",
        "cursor was not given out for this list",
        "Follow the headers Link as they are; begin again without cursor.");
  }

  private static byte[] bytesOf(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw refusal();
    }
  }

  private static byte[] check(byte[] content, OrderQuery list) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (list.criteria() + " " + list.sort() + " " + list.descending()).getBytes(UTF_8));
      return Arrays.copyOf(digest.digest(content), CHECK_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
