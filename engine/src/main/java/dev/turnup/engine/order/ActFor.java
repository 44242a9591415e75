package dev.turnup.engine.order;

import java.util.Optional;
import java.util.function.Supplier;

/** Lets what a person has started go on in that name where nobody is logged in. */
@UseCase
public final class ActFor implements Actor {

  private final ThreadLocal<String> acting = new ThreadLocal<>();

  /** Does it in this thread, in the name of a login. */
  public <T> T person(String login, Supplier<T> work) {
    acting.set(login);
    try {
      return work.get();
    } finally {
      acting.remove();
    }
  }

  @Override
  public Optional<String> current() {
    return Optional.ofNullable(acting.get());
  }
}
