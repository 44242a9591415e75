package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.rules.KnownNames;
import dev.turnup.engine.workflow.rules.ModelRules;
import dev.turnup.engine.workflow.rules.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * Lets a deployment through that keeps the rules of models, and no other. It stands before the
 * engine's own deployers, so it also sees what they would take no notice of, and only at a
 * deployment: what an older version let through still runs.
 */
class DeploymentGuard implements Deployer {

  private final ProcessEngineConfigurationImpl engine;
  private final DeployedModels deployed;
  private final BundledFiles bundled;
  private final ExpressionBeans delegates;
  private final Supplier<Set<String>> topics;

  DeploymentGuard(
      ProcessEngineConfigurationImpl engine,
      BundledFiles bundled,
      ExpressionBeans delegates,
      Supplier<Set<String>> topics) {
    this.engine = engine;
    this.deployed = new DeployedModels(engine);
    this.bundled = bundled;
    this.delegates = delegates;
    this.topics = topics;
  }

  @Override
  public void deploy(DeploymentEntity deployment) {
    if (!deployment.isNew()) {
      return;
    }
    if (deployment.getTenantId() != null) {
      throw new BadUserRequestException("there are no tenants; deploy without one");
    }
    Map<String, byte[]> files = new HashMap<>();
    deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
    List<Violation> violations = new ModelRules(engine.getDmnEngine()).violationsIn(files, known());
    if (!violations.isEmpty()) {
      throw new DeploymentRefused(violations);
    }
  }

  private KnownNames known() {
    return new KnownNames(
        delegates.notKept(),
        topics.get(),
        Stream.of(StaffGroup.values())
            .filter(StaffGroup::hasWork)
            .map(StaffGroup::id)
            .collect(Collectors.toSet()),
        deployed.processes(),
        form -> deployed.newest(form + ".form").map(NewestModel::content),
        deployed::showing,
        key -> deployed.newest(key + ".dmn").map(NewestModel::content),
        key ->
            deployed
                .beside(key + ".examples.json", key + ".dmn")
                .or(() -> bundled.examplesFor(key)));
  }
}
