package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.application.Logins;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** The users and groups that the engine keeps; a user who guesses is locked out for a while. */
@Component
class EngineLogins implements Logins {

  private final IdentityService identities;

  EngineLogins(IdentityService identities) {
    this.identities = identities;
  }

  @Override
  public Optional<Set<String>> groupsOf(String user, String password) {
    return knows(user, password) ? Optional.of(groups(user)) : Optional.empty();
  }

  private boolean knows(String user, String password) {
    try {
      return identities.checkPassword(user, password);
    } catch (AuthenticationException lockedOut) {
      return false;
    }
  }

  private Set<String> groups(String user) {
    return identities.createGroupQuery().groupMember(user).list().stream()
        .map(Group::getId)
        .collect(Collectors.toSet());
  }

  @Override
  public void actAs(String user, Set<String> groups) {
    identities.setAuthentication(user, List.copyOf(groups));
  }

  @Override
  public void actAsNobody() {
    identities.clearAuthentication();
  }
}
