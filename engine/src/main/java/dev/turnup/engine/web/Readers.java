package dev.turnup.engine.web;

import dev.turnup.engine.order.Staff;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Whose orders a login may see: callers their own, staff and overseeing callers all. */
final class Readers {

  private static final String OVERSEEING_CALLERS = "crm-all";

  private Readers() {}

  /** The one caller whose orders the login may see; empty for all. */
  static Optional<String> onlyOf(Authentication login) {
    boolean all =
        login.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(group -> group.equals(OVERSEEING_CALLERS) || Staff.GROUPS.contains(group));
    return all ? Optional.empty() : Optional.of(login.getName());
  }
}
