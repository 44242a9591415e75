package dev.turnup.engine.problem;

import dev.turnup.engine.fallout.Fingerprint;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.Shortened;
import java.util.Optional;

/**
 * What the fallouts of a problem have in common.
 *
 * @param value a fingerprint, or the name of a resource of the network
 */
public record Cause(Kind kind, String value) {

  /** The longest fingerprint or name of a resource. */
  public static final int LONGEST = 300;

  /** By what fallouts are known to belong together. */
  public enum Kind {
    FINGERPRINT("fingerprint"),
    /** All that the network fails to do at one resource, an access node say. */
    RESOURCE("resource");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** How rows and people name it. */
    public String code() {
      return code;
    }

    /** The kind of this name, if there is one. */
    public static Optional<Kind> find(String code) {
      return Codes.find(values(), Kind::code, code);
    }
  }

  /** For people, where nobody says it otherwise. */
  public String titled() {
    return Shortened.to(
        SharedProblem.LONGEST_TITLE - 1,
        kind == Kind.RESOURCE ? value + " fails in the network" : Fingerprint.told(value));
  }

  static Cause fingerprint(String value) {
    return new Cause(Kind.FINGERPRINT, value);
  }

  static Cause resource(String value) {
    return new Cause(Kind.RESOURCE, value);
  }
}
