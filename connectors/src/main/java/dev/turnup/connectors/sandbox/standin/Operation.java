package dev.turnup.connectors.sandbox.standin;

import io.vertx.core.http.HttpMethod;
import java.util.function.Predicate;

/**
 * Something that a stand-in can be asked.
 *
 * @param name as in topics, without the system: {@code activate-service}
 * @param when what a call must be like, where method and path do not tell
 */
public record Operation(
    String name, HttpMethod method, PathTemplate path, Predicate<Call> when, Work work) {

  public static Operation get(String name, String path, Work work) {
    return new Operation(name, HttpMethod.GET, new PathTemplate(path), call -> true, work);
  }

  public static Operation post(String name, String path, Work work) {
    return new Operation(name, HttpMethod.POST, new PathTemplate(path), call -> true, work);
  }

  public static Operation patch(String name, String path, Work work) {
    return new Operation(name, HttpMethod.PATCH, new PathTemplate(path), call -> true, work);
  }

  /** The same, only for calls like this. */
  public Operation when(Predicate<Call> condition) {
    return new Operation(name, method, path, condition, work);
  }
}
