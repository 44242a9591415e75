package dev.turnup.engine.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The models that Turnup brings, beside those that new orders run on. */
public interface Models {

  /** All bundled models, by file name. */
  List<Model> all();

  /**
   * One of them.
   *
   * @param file {@code order-fulfillment.bpmn}
   * @param active the newest version, which new orders run on; empty before the first deployment
   * @param bundledActive whether the newest version is what this Turnup brings
   */
  record Model(String file, Optional<Version> active, boolean bundledActive) {}

  /**
   * A deployed version.
   *
   * @param source who deployed it, as the deployment says
   */
  record Version(int number, String source, Instant since) {}
}
