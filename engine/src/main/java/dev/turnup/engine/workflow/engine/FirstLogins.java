package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.application.BadConfiguration;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The groups and their rights, from the first start on; from then on they are the administrator's.
 */
@Component
class FirstLogins {

  private static final Logger LOG = LoggerFactory.getLogger(FirstLogins.class);

  private record SandboxUser(String name, StaffGroup group) {}

  private static final List<SandboxUser> SANDBOX_USERS =
      List.of(
          new SandboxUser("crm", StaffGroup.SALES),
          new SandboxUser("orderdesk", StaffGroup.ORDER_DESK),
          new SandboxUser("planner", StaffGroup.PLANNING),
          new SandboxUser("dispatcher", StaffGroup.DISPATCH),
          new SandboxUser("technician", StaffGroup.FIELD),
          new SandboxUser("fallout", StaffGroup.FALLOUT_DESK),
          new SandboxUser("supervisor", StaffGroup.SUPERVISORS),
          new SandboxUser("manager", StaffGroup.MANAGERS),
          new SandboxUser("analyst", StaffGroup.ANALYSTS),
          new SandboxUser("operator", StaffGroup.OPERATORS),
          new SandboxUser("admin", StaffGroup.ADMINISTRATORS));

  private final boolean sandbox;
  private final String firstAdministrator;
  private final String firstPassword;

  FirstLogins(
      @Value("${turnup.sandbox}") boolean sandbox,
      @Value("${turnup.admin.user}") String firstAdministrator,
      @Value("${turnup.admin.password}") String firstPassword) {
    this.sandbox = sandbox;
    this.firstAdministrator = firstAdministrator;
    this.firstPassword = firstPassword;
  }

  /**
   * Makes what is missing.
   *
   * @throws BadConfiguration where there is no administrator and no password for a first one
   */
  void createIn(ProcessEngine engine) {
    for (StaffGroup group : StaffGroup.values()) {
      createGroup(engine, group);
    }
    if (sandbox) {
      SANDBOX_USERS.forEach(user -> createUser(engine, user.name(), user.name(), user.group()));
      LOG.info(
          "sandbox logins, password = name: {}",
          SANDBOX_USERS.stream().map(SandboxUser::name).collect(Collectors.joining(", ")));
    } else if (!hasAdministrator(engine)) {
      if (firstPassword.isBlank()) {
        throw new BadConfiguration(
            "there is no administrator yet; give the first one a password with turnup.admin.password (environment variable TURNUP_ADMIN_PASSWORD)");
      }
      createUser(engine, firstAdministrator, firstPassword, StaffGroup.ADMINISTRATORS);
    }
  }

  private static boolean hasAdministrator(ProcessEngine engine) {
    return engine
            .getIdentityService()
            .createUserQuery()
            .memberOfGroup(StaffGroup.ADMINISTRATORS.id())
            .count()
        > 0;
  }

  private static void createUser(
      ProcessEngine engine, String name, String password, StaffGroup group) {
    IdentityService identities = engine.getIdentityService();
    if (identities.createUserQuery().userId(name).count() > 0) {
      return;
    }
    User user = identities.newUser(name);
    user.setFirstName(name);
    user.setLastName(group.title());
    user.setPassword(password);
    identities.saveUser(user);
    identities.createMembership(name, group.id());
  }

  private static void createGroup(ProcessEngine engine, StaffGroup group) {
    IdentityService identities = engine.getIdentityService();
    if (identities.createGroupQuery().groupId(group.id()).count() > 0) {
      return;
    }
    Group created = identities.newGroup(group.id());
    created.setName(group.title());
    created.setType("WORKFLOW");
    identities.saveGroup(created);
    group.grants().forEach(grant -> group.allow(engine, grant));
  }
}
