package dev.turnup.engine.workflow.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;

/**
 * A group of users and what it may do in the engine. A desk may work the tasks that a model offers
 * it, which the engine grants task by task, and nothing else: no deployment, no variables, no
 * messages, no instances.
 */
enum StaffGroup {
  SALES("crm", "Sales systems"),
  ALL_SALES("crm-all", "Sales systems that see every order"),
  ORDER_DESK("order-desk", "Order desk", desk()),
  PLANNING("planning", "Planning", desk()),
  DISPATCH("dispatch", "Dispatch", desk()),
  FIELD("field", "Field", desk()),
  FALLOUT_DESK("fallout-desk", "Fallout desk", desk()),
  SUPERVISORS(
      "supervisors",
      "Supervisors",
      tasklist(),
      access("cockpit"),
      any(
          Resources.PROCESS_DEFINITION,
          ProcessDefinitionPermissions.READ,
          ProcessDefinitionPermissions.READ_INSTANCE,
          ProcessDefinitionPermissions.READ_HISTORY,
          ProcessDefinitionPermissions.READ_TASK,
          ProcessDefinitionPermissions.TASK_WORK,
          ProcessDefinitionPermissions.TASK_ASSIGN),
      any(Resources.TASK, Permissions.READ),
      any(Resources.USER, Permissions.READ),
      any(Resources.GROUP, Permissions.READ)),
  MANAGERS("managers", "Managers", desk()),
  OPERATORS(
      "operators",
      "Operators",
      tasklist(),
      access("cockpit"),
      any(
          Resources.PROCESS_DEFINITION,
          ProcessDefinitionPermissions.READ,
          ProcessDefinitionPermissions.READ_INSTANCE,
          ProcessDefinitionPermissions.READ_HISTORY,
          ProcessDefinitionPermissions.READ_TASK,
          ProcessDefinitionPermissions.RETRY_JOB,
          ProcessDefinitionPermissions.SUSPEND_INSTANCE),
      any(Resources.TASK, Permissions.READ),
      any(Resources.DECISION_DEFINITION, Permissions.READ),
      any(Resources.DECISION_REQUIREMENTS_DEFINITION, Permissions.READ),
      any(Resources.DEPLOYMENT, Permissions.READ)),
  ANALYSTS(
      "analysts",
      "Process analysts",
      access("cockpit"),
      any(
          Resources.PROCESS_DEFINITION,
          ProcessDefinitionPermissions.READ,
          ProcessDefinitionPermissions.READ_INSTANCE,
          ProcessDefinitionPermissions.READ_HISTORY),
      any(Resources.DECISION_DEFINITION, Permissions.READ),
      any(Resources.DECISION_REQUIREMENTS_DEFINITION, Permissions.READ),
      any(Resources.DEPLOYMENT, Permissions.READ, Permissions.CREATE)),
  ADMINISTRATORS(Groups.CAMUNDA_ADMIN, "Administrators", everything());

  private final String id;
  private final String title;
  private final List<Grant> grants;

  StaffGroup(String id, String title, Grant... grants) {
    this.id = id;
    this.title = title;
    this.grants = List.of(grants);
  }

  /** One kind of thing, one of them or {@code *}, and what may be done with it. */
  record Grant(Resource on, String id, List<Permission> permissions) {}

  /** As in models ({@code candidateGroups}) and in the rules of who may call what. */
  String id() {
    return id;
  }

  String title() {
    return title;
  }

  List<Grant> grants() {
    return grants;
  }

  /** Whether it works in Tasklist. */
  boolean hasWork() {
    return grants.contains(tasklist());
  }

  /** Whether it is there and may not log in to Tasklist. */
  boolean lacksWorkIn(ProcessEngine engine) {
    return engine.getIdentityService().createGroupQuery().groupId(id).count() > 0
        && engine
                .getAuthorizationService()
                .createAuthorizationQuery()
                .groupIdIn(id)
                .resourceType(Resources.APPLICATION)
                .resourceId(tasklist().id())
                .count()
            == 0;
  }

  /** Has it log in to Tasklist there from now on. */
  void letWorkIn(ProcessEngine engine) {
    allow(engine, tasklist());
  }

  /** Grants it something more. */
  void allow(ProcessEngine engine, Grant grant) {
    Authorization authorization =
        engine.getAuthorizationService().createNewAuthorization(AUTH_TYPE_GRANT);
    authorization.setGroupId(id);
    authorization.setResource(grant.on());
    authorization.setResourceId(grant.id());
    grant.permissions().forEach(authorization::addPermission);
    engine.getAuthorizationService().saveAuthorization(authorization);
  }

  private static Grant[] desk() {
    return new Grant[] {
      tasklist(), any(Resources.PROCESS_DEFINITION, ProcessDefinitionPermissions.READ)
    };
  }

  private static Grant[] everything() {
    return Stream.of(Resources.values())
        .map(resource -> any(resource, Permissions.ALL))
        .toArray(Grant[]::new);
  }

  private static Grant tasklist() {
    return access("tasklist");
  }

  private static Grant access(String application) {
    return new Grant(Resources.APPLICATION, application, List.of(Permissions.ACCESS));
  }

  private static Grant any(Resource resource, Permission... permissions) {
    return new Grant(resource, ANY, List.of(permissions));
  }
}
