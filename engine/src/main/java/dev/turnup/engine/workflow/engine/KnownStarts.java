package dev.turnup.engine.workflow.engine;

import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.springframework.stereotype.Component;

/**
 * Has the history of an instance written without a look at what is known: for each row the engine
 * reads the key and version of the model, for one of a called instance when the order's history is
 * removed, and for an end when the instance started.
 */
@Component
class KnownStarts extends AbstractProcessEnginePlugin {

  private final LatelyStarted started = new LatelyStarted(System::nanoTime);

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setHistoryEventProducer(new Events());
    engine.setHistoryEventHandler(new Rows());
  }

  /** Empty if it is not known, or has none. */
  Optional<String> callerOf(String instance) {
    return started.caller(instance);
  }

  private final class Events extends CacheAwareHistoryEventProducer {

    /** Asked for what never changes only. */
    @Override
    protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
      return Optional.ofNullable(
              Context.getProcessEngineConfiguration()
                  .getDeploymentCache()
                  .findProcessDefinitionFromCache(id))
          .orElseGet(() -> super.getProcessDefinitionEntity(id));
    }

    @Override
    protected void provideRemovalTime(HistoryEvent event) {
      Optional<Date> known =
          Optional.ofNullable(event.getRootProcessInstanceId()).flatMap(started::removal);
      known.ifPresentOrElse(event::setRemovalTime, () -> super.provideRemovalTime(event));
    }
  }

  private final class Rows extends DbHistoryEventHandler {

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
      if (event instanceof HistoricProcessInstanceEventEntity instance) {
        write(instance);
      } else {
        super.insertOrUpdate(event);
      }
    }

    private void write(HistoricProcessInstanceEventEntity instance) {
      Optional<Date> start = started.start(instance.getId());
      if (isInitialEvent(instance)) {
        started.add(instance);
        super.insertOrUpdate(instance);
      } else if (start.isEmpty() || isBeingWritten(instance)) {
        super.insertOrUpdate(instance);
      } else {
        instance.setStartTime(start.get());
        getDbEntityManager().merge(instance);
      }
      if (instance.getEndTime() != null) {
        started.forget(instance.getId());
      }
    }

    private boolean isBeingWritten(HistoricProcessInstanceEventEntity instance) {
      return getDbEntityManager().getCachedEntity(instance.getClass(), instance.getId()) != null;
    }
  }
}
