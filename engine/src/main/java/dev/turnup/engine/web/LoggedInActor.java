package dev.turnup.engine.web;

import dev.turnup.engine.order.Actor;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Whoever is logged in to the request that this thread works on. */
@Component
class LoggedInActor implements Actor {

  @Override
  public Optional<String> current() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .filter(login -> !(login instanceof AnonymousAuthenticationToken))
        .map(Authentication::getName);
  }
}
