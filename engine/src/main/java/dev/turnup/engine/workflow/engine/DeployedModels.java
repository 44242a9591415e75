package dev.turnup.engine.workflow.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/** What is deployed, whoever asks. Forms are found by the engine's internals only. */
class DeployedModels {

  private final ProcessEngineConfigurationImpl engine;

  DeployedModels(ProcessEngineConfigurationImpl engine) {
    this.engine = engine;
  }

  /** Ids of all processes. */
  Set<String> processes() {
    return inEngine(
        context ->
            repository()
                .createProcessDefinitionQuery()
                .withoutTenantId()
                .latestVersion()
                .list()
                .stream()
                .map(ProcessDefinition::getKey)
                .collect(Collectors.toSet()));
  }

  /** The newest version of each process, by file name, that shows a form in one of its tasks. */
  Map<String, byte[]> showing(String form) {
    Map<String, byte[]> showing = new HashMap<>();
    for (String process : processes()) {
      String file = process + ".bpmn";
      newest(file)
          .map(NewestModel::content)
          .filter(content -> new String(content, UTF_8).contains("\"" + form + "\""))
          .ifPresent(content -> showing.put(file, content));
    }
    return showing;
  }

  /** The newest version of what a file of this name holds: order-fulfillment.bpmn, say. */
  Optional<NewestModel> newest(String file) {
    return Optional.ofNullable(newest(Set.of(file)).get(file));
  }

  /** The same of many, by file name: each deployment that they are from is read once. */
  Map<String, NewestModel> newest(Set<String> files) {
    return inEngine(
        context -> {
          Map<String, NewestModel> newest = new HashMap<>();
          for (String file : files) {
            definition(context, file)
                .flatMap(definition -> newest(context, definition))
                .ifPresent(model -> newest.put(file, model));
          }
          return newest;
        });
  }

  /** A file that was deployed together with the newest version of another. */
  Optional<byte[]> beside(String file, String besideFile) {
    return inEngine(
        context ->
            definition(context, besideFile)
                .flatMap(definition -> resource(context, definition.getDeploymentId(), file)));
  }

  /** Within a command the engine keeps the deployment, and with it all that it holds. */
  private static Optional<NewestModel> newest(
      CommandContext context, ResourceDefinition definition) {
    DeploymentEntity deployment =
        context.getDeploymentManager().findDeploymentById(definition.getDeploymentId());
    return Optional.ofNullable(deployment.getResource(definition.getResourceName()))
        .map(
            file ->
                new NewestModel(
                    definition.getVersion(),
                    deployment.getId(),
                    Optional.ofNullable(deployment.getSource()).orElse(""),
                    deployment.getDeploymentTime(),
                    file.getBytes()));
  }

  /** A query of the repository service would read the whole model for the sake of its remarks. */
  private static Optional<ResourceDefinition> definition(CommandContext context, String file) {
    String key = file.substring(0, file.lastIndexOf('.'));
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".bpmn" ->
          Optional.ofNullable(
              context
                  .getProcessDefinitionManager()
                  .findLatestDefinitionByKeyAndTenantId(key, null));
      case ".dmn" ->
          Optional.ofNullable(
              context
                  .getDecisionDefinitionManager()
                  .findLatestDefinitionByKeyAndTenantId(key, null));
      case ".form" ->
          Optional.ofNullable(
              context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(key));
      default -> Optional.empty();
    };
  }

  private static Optional<byte[]> resource(
      CommandContext context, String deploymentId, String name) {
    return Optional.ofNullable(
            context
                .getResourceManager()
                .findResourceByDeploymentIdAndResourceName(deploymentId, name))
        .map(ResourceEntity::getBytes);
  }

  private RepositoryService repository() {
    return engine.getRepositoryService();
  }

  private <T> T inEngine(Function<CommandContext, T> question) {
    return engine
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(() -> question.apply(context)));
  }
}
