package dev.turnup.engine.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.choice.Seal;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with the key of the configuration. */
final class HmacSeal implements Seal {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  HmacSeal(String key) {
    this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
  }

  @Override
  public String of(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a link cannot be signed", e);
    }
  }
}
