package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.TasklistHoldUps;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;

/**
 * What the engine grants by itself to whoever makes something. Its own defaults let a user delete
 * herself, and an analyst delete what he deployed together with the orders that run on it.
 */
class DefaultRights extends DefaultAuthorizationProvider {

  @Override
  public AuthorizationEntity[] newUser(User user) {
    return limited(super.newUser(user), Permissions.READ, Permissions.UPDATE);
  }

  @Override
  public AuthorizationEntity[] newDeployment(Deployment deployment) {
    AuthorizationEntity[] granted = super.newDeployment(deployment);
    return granted == null ? new AuthorizationEntity[0] : limited(granted, Permissions.READ);
  }

  /**
   * Whoever is to look after what many orders wait for may say by the task's due date that it will
   * take longer.
   */
  @Override
  public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String group, String type) {
    AuthorizationEntity[] granted = super.newTaskGroupIdentityLink(task, group, type);
    if (TasklistHoldUps.isOne(task)) {
      for (AuthorizationEntity authorization : granted) {
        authorization.addPermission(TaskPermissions.TASK_ASSIGN);
      }
    }
    return granted;
  }

  private static AuthorizationEntity[] limited(
      AuthorizationEntity[] granted, Permission... permissions) {
    for (AuthorizationEntity authorization : granted) {
      authorization.setPermissions(permissions);
    }
    return granted;
  }
}
