package dev.turnup.engine.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.subscription.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a listener that an event comes from here, and when it was sent: {@code t=} seconds of
 * the Unix epoch, {@code v1=} HMAC-SHA256 in hex of these seconds, a full stop and the body.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(byte[] body, Secret secret, Instant at) {
    String seconds = Long.toString(at.getEpochSecond());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an event cannot be signed", e);
    }
  }
}
