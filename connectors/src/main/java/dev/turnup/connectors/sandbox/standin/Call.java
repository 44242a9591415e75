package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a stand-in.
 *
 * @param variables what the path's braces stand for
 * @param key the idempotency key
 * @param at the sandbox's time
 * @param fault what is to go wrong with it
 */
public record Call(
    String path,
    Map<String, String> variables,
    Map<String, String> query,
    Optional<String> key,
    JsonNode body,
    Involved involved,
    Instant at,
    Optional<Fault> fault) {

  /** What stands in the path for {@code {name}}. */
  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /** Whether {@code mode} is to happen to it. */
  public boolean suffers(FaultMode mode) {
    return fault.filter(it -> it.mode() == mode).isPresent();
  }

  Call with(Map<String, String> pathVariables) {
    return new Call(path, pathVariables, query, key, body, involved, at, fault);
  }

  Call with(Optional<Fault> whatGoesWrong) {
    return new Call(path, variables, query, key, body, involved, at, whatGoesWrong);
  }
}
