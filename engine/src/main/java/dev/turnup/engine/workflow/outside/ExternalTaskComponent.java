package dev.turnup.engine.workflow.outside;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/**
 * Camel's {@code external-task:<topic>}: an exchange for each of the engine's tasks of this topic.
 * Its body is the prepared call, and what the route leaves in the body is the call's outcome.
 */
@Component("external-task")
class ExternalTaskComponent extends DefaultComponent {

  private final TopicWorkers workers;

  ExternalTaskComponent(TopicWorkers workers) {
    this.workers = workers;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) {
    return new ExternalTaskEndpoint(uri, this, workers, topic);
  }
}
