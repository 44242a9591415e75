package dev.turnup.engine.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.subscription.Secret;
import dev.turnup.engine.subscription.Secrets.UnreadableSecret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Secrets in rows, which only who has the key of the configuration can read (AES-GCM); each is
 * bound to its row, so that none can be put into another.
 */
@Component
class SealedSecrets {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final String key;
  private final SecureRandom random = new SecureRandom();

  SealedSecrets(@Value("${turnup.hub.key}") String key) {
    this.key = key;
  }

  boolean haveKey() {
    return !key.isEmpty();
  }

  byte[] seal(UUID row, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, row, nonce).doFinal(secret.value().getBytes(UTF_8));
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret cannot be sealed", e);
    }
  }

  /**
   * @throws UnreadableSecret if it was sealed with another key
   */
  Secret open(UUID row, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      byte[] opened =
          cipher(Cipher.DECRYPT_MODE, row, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new Secret(new String(opened, UTF_8));
    } catch (GeneralSecurityException e) {
      throw new UnreadableSecret(e);
    }
  }

  private Cipher cipher(int mode, UUID row, byte[] nonce) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(digest, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(row.toString().getBytes(UTF_8));
    return cipher;
  }
}
