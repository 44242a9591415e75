package dev.turnup.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** A credential, which no log line and no error message shows. Empty = none is configured. */
public record Secret(String value) {

  public static final Secret NONE = new Secret("");

  /** Of the configuration. */
  public static Secret valueOf(String value) {
    return new Secret(value);
  }

  public boolean isPresent() {
    return !value.isEmpty();
  }

  /** Whether {@code offered} is this secret, in a time that tells nothing; never when none is. */
  public boolean matches(String offered) {
    return isPresent() && MessageDigest.isEqual(value.getBytes(UTF_8), offered.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return isPresent() ? "(hidden)" : "(none)";
  }
}
