package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.application.BadConfiguration;
import dev.turnup.engine.application.Models;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deploys the bundled models that changed. Where an analyst deployed a newer version, that one
 * stays: the next start would otherwise undo her work.
 */
@Component
class BundledModels implements Models {

  private static final Logger LOG = LoggerFactory.getLogger(BundledModels.class);

  /** Says of a deployment that Turnup made it. */
  private static final String SOURCE = "turnup";

  private final BundledFiles bundled;
  private final ProcessEngine engine;
  private final DeployedModels deployed;

  BundledModels(BundledFiles bundled, ProcessEngine engine) {
    this.bundled = bundled;
    this.engine = engine;
    this.deployed =
        new DeployedModels((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
  }

  void deploy() {
    DeploymentBuilder deployment =
        engine.getRepositoryService().createDeployment().name(SOURCE).source(SOURCE);
    Map<String, NewestModel> there = deployed.newest(bundled.models().keySet());
    bundled
        .models()
        .forEach(
            (file, content) -> {
              Optional<NewestModel> newest = Optional.ofNullable(there.get(file));
              if (newest.filter(model -> !isOurs(model)).isPresent()) {
                sayThatItStays(file, newest.get(), content);
              } else if (newest.filter(model -> holds(model, content)).isEmpty()) {
                deployment.addInputStream(file, new ByteArrayInputStream(content));
              }
            });
    if (!deployment.getResourceNames().isEmpty()) {
      LOG.info("deploying {}", deployment.getResourceNames());
      deploy(deployment);
    }
  }

  private static void deploy(DeploymentBuilder deployment) {
    try {
      deployment.deploy();
    } catch (DeploymentRefused refused) {
      throw new BadConfiguration(
          "the models of this version do not fit those that were deployed to this database (%s); start the version that ran here last, deploy what fits both, and start this one again"
              .formatted(refused.getMessage().replace("\n", "; ")),
          refused);
    }
  }

  private static void sayThatItStays(String file, NewestModel newest, byte[] content) {
    if (!holds(newest, content)) {
      LOG.warn(
          "{}: version {}, deployed by {} on {}, stays; the bundled one is not activated (GET /operations/models)",
          file,
          newest.version(),
          newest.source().isEmpty() ? "somebody" : newest.source(),
          newest.since().toInstant());
    }
  }

  private static boolean isOurs(NewestModel model) {
    return model.source().equals(SOURCE);
  }

  private static boolean holds(NewestModel model, byte[] content) {
    return Arrays.equals(model.content(), content);
  }

  @Override
  public List<Model> all() {
    Map<String, NewestModel> there = deployed.newest(bundled.models().keySet());
    return bundled.models().entrySet().stream()
        .map(
            file ->
                compared(
                    file.getKey(), file.getValue(), Optional.ofNullable(there.get(file.getKey()))))
        .toList();
  }

  private static Model compared(String file, byte[] content, Optional<NewestModel> newest) {
    return new Model(
        file,
        newest.map(
            model -> new Version(model.version(), model.source(), model.since().toInstant())),
        newest.filter(model -> holds(model, content)).isPresent());
  }
}
