package dev.turnup.engine.workflow;

import dev.turnup.engine.order.Actor;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Who completes a task, or otherwise moves the engine, under a login of the web applications. */
@Component
class EnginePerson implements Actor {

  private static final String NOBODY_KNOWN = "unknown";

  private final IdentityService identity;

  EnginePerson(IdentityService identity) {
    this.identity = identity;
  }

  @Override
  public Optional<String> current() {
    return Optional.ofNullable(identity.getCurrentAuthentication())
        .map(authentication -> authentication.getUserId());
  }

  String name() {
    return current().orElse(NOBODY_KNOWN);
  }
}
