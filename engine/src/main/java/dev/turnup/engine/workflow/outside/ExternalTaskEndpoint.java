package dev.turnup.engine.workflow.outside;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

class ExternalTaskEndpoint extends DefaultEndpoint {

  private final TopicWorkers workers;
  private final String topic;

  ExternalTaskEndpoint(
      String uri, ExternalTaskComponent component, TopicWorkers workers, String topic) {
    super(uri, component);
    this.workers = workers;
    this.topic = topic;
  }

  @Override
  public Consumer createConsumer(Processor route) {
    return new ExternalTaskConsumer(this, route, workers, topic);
  }

  /** Tasks come from the models only. */
  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(getEndpointUri() + " is only read from");
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
