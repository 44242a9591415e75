package dev.turnup.engine.workflow.engine;

import java.util.Date;

/**
 * The version of a model that new orders run on.
 *
 * @param source who deployed it, as the deployment says; "" where it does not
 */
record NewestModel(int version, String deploymentId, String source, Date since, byte[] content) {}
