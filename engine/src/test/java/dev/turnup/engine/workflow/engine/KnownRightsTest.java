package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.workflow.EngineTest;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class KnownRightsTest extends EngineTest {

  private static final String DELETION = "deleteAuthorizationsForResourceId";

  @Autowired private ProcessEngine engine;
  @Autowired private AuthorizationService rights;

  private ProcessEngineConfigurationImpl configuration;
  private Asked asked;

  @BeforeEach
  void checkRights() {
    configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    configuration.setAuthorizationEnabled(true);
    asked = Asked.of(engine);
    if (repository.createProcessDefinitionQuery().processDefinitionKey("granted").count() == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "granted.bpmn",
              Bpmn.createExecutableProcess("granted")
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .receiveTask()
                  .message("go on")
                  .endEvent()
                  .done())
          .deploy();
    }
  }

  @AfterEach
  void checkNone() {
    granted().forEach(right -> rights.deleteAuthorization(right.getId()));
    configuration.setAuthorizationEnabled(false);
  }

  @Test
  void areNotLookedForWhereAllHoldForAllInstances() {
    grant(Authorization.ANY);
    end(start());

    assertThat(asked.by(() -> end(start()))).isNotEmpty().doesNotContain(DELETION);
    assertThat(granted()).hasSize(1);
  }

  /** That there is one is noticed although there was none a moment ago. */
  @Test
  void areDeletedWithTheirInstance() {
    end(start());
    String instance = start();
    grant(instance);

    end(instance);

    assertThat(granted()).isEmpty();
  }

  @Test
  void areDeletedIfOneIsChangedToHoldForTheInstance() {
    grant(Authorization.ANY);
    end(start());
    String instance = start();
    Authorization right = granted().get(0);
    right.setResourceId(instance);
    rights.saveAuthorization(right);

    end(instance);

    assertThat(granted()).isEmpty();
  }

  private void grant(String instance) {
    Authorization right = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    right.setUserId("ada");
    right.setResource(Resources.PROCESS_INSTANCE);
    right.setResourceId(instance);
    right.addPermission(Permissions.READ);
    rights.saveAuthorization(right);
  }

  private List<Authorization> granted() {
    return rights.createAuthorizationQuery().resourceType(Resources.PROCESS_INSTANCE).list();
  }

  private String start() {
    return runtime.startProcessInstanceByKey("granted").getId();
  }

  private void end(String instance) {
    runtime.deleteProcessInstance(instance, "over");
  }
}
