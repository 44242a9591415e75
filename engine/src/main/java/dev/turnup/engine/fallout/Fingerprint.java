package dev.turnup.engine.fallout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.StepFellOut;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what fallouts of one cause are known: step, system, code, and the words of the message without
 * those that hold a digit, which are numbers, times and ids of the single case. Nobody's words can
 * be read from it.
 */
public final class Fingerprint {

  private static final int BYTES_OF_THE_MESSAGE = 6;

  private Fingerprint() {}

  /** For example {@code network.activate-service/http-422/3f1c09ab77d2}. */
  public static String of(StepFellOut what) {
    Failure failure = what.failure();
    String system = what.step().startsWith(failure.system() + ".") ? "" : "/" + failure.system();
    return what.step() + system + "/" + failure.code() + "/" + digest(failure.words());
  }

  /** For people: {@code network.activate-service falls out: http-422}. */
  public static String told(String fingerprint) {
    String legible = fingerprint.replaceFirst("/[^/]*$", "");
    return legible.replaceFirst("/", " falls out: ").replace("/", " ");
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES_OF_THE_MESSAGE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
