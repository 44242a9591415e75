package dev.turnup.engine.desk;

import java.util.Optional;

/**
 * What became of a person's decision.
 *
 * @param done what came of carrying it out, if it was
 * @param asked what a second person is asked, if one is; with neither, somebody decides anew
 */
public record Decided<T>(Optional<T> done, Optional<Asked> asked) {

  /** Carried out, with what came of it. */
  public static <T> Decided<T> done(T done) {
    return new Decided<>(Optional.of(done), Optional.empty());
  }

  static <T> Decided<T> waiting(Asked asked) {
    return new Decided<>(Optional.empty(), Optional.of(asked));
  }

  /** Neither carried out nor asked about: the person decides again, or later. */
  public static <T> Decided<T> anew() {
    return new Decided<>(Optional.empty(), Optional.empty());
  }
}
