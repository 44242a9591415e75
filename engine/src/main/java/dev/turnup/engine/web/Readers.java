package dev.turnup.engine.web;

import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Whose orders a login may see: callers their own, staff and overseeing callers all. */
final class Readers {

  private static final Set<String> SEE_ALL =
      Set.of(
          "crm-all",
          "order-desk",
          "planning",
          "dispatch",
          "field",
          "fallout-desk",
          "supervisors",
          "operators",
          "analysts",
          "camunda-admin");

  private Readers() {}

  /** The one caller whose orders the login may see; empty for all. */
  static Optional<String> onlyOf(Authentication login) {
    boolean all =
        login.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(SEE_ALL::contains);
    return all ? Optional.empty() : Optional.of(login.getName());
  }
}
