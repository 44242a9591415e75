package dev.turnup.engine.workflow;

import dev.turnup.engine.order.ActFor;
import dev.turnup.engine.order.Actor;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Who completes a task, or otherwise moves the engine, under a login of the web applications. */
@Component
class EnginePerson implements Actor {

  private static final String NOBODY_KNOWN = "unknown";

  private final IdentityService identity;
  private final ActFor actFor;

  EnginePerson(IdentityService identity, ActFor actFor) {
    this.identity = identity;
    this.actFor = actFor;
  }

  @Override
  public Optional<String> current() {
    return Optional.ofNullable(identity.getCurrentAuthentication())
        .map(authentication -> authentication.getUserId());
  }

  /** Whoever decides: herself, or by what she has started. */
  String name() {
    return current().or(actFor::current).orElse(NOBODY_KNOWN);
  }
}
