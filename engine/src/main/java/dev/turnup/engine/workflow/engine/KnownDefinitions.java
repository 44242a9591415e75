package dev.turnup.engine.workflow.engine;

import java.util.function.BiConsumer;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.cmd.SetJobDefinitionPriorityCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Spares the engine most of its looks at what hardly ever changes: it reads the definitions of the
 * process and of the job in each transaction, 85 times for a mobile line, only to see whether
 * somebody has suspended them. That is noticed within five seconds, and at once where it was done.
 */
@Component
class KnownDefinitions extends AbstractProcessEnginePlugin {

  private final Remembered<JobDefinitionEntity> jobs = new Remembered<>(System::nanoTime);

  /** By id; the definitions themselves are in the engine's own cache. */
  private final Remembered<String> processes = new Remembered<>(System::nanoTime);

  /** Ids, by key. */
  private final Remembered<String> newest = new Remembered<>(System::nanoTime);

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    new InPlaceOf(JobDefinitionManager.class, OfJobs::new).in(engine);
    new InPlaceOf(ProcessDefinitionManager.class, OfProcesses::new).in(engine);
  }

  private final class OfJobs extends JobDefinitionManager {

    @Override
    public @Nullable JobDefinitionEntity findById(String id) {
      return isToBeChanged() ? super.findById(id) : jobs.of(id).orElseGet(() -> read(id));
    }

    // who suspends a process, suspends its jobs besides
    @Override
    public void updateJobDefinitionSuspensionStateById(String id, SuspensionState state) {
      super.updateJobDefinitionSuspensionStateById(id, state);
      forgetOnceCommitted();
    }

    @Override
    public void updateJobDefinitionSuspensionStateByProcessDefinitionId(
        String process, SuspensionState state) {
      super.updateJobDefinitionSuspensionStateByProcessDefinitionId(process, state);
      forgetOnceCommitted();
    }

    @Override
    public void updateJobDefinitionSuspensionStateByProcessDefinitionKey(
        String process, SuspensionState state) {
      super.updateJobDefinitionSuspensionStateByProcessDefinitionKey(process, state);
      forgetOnceCommitted();
    }

    @Override
    public void updateJobDefinitionSuspensionStateByProcessDefinitionKeyAndTenantId(
        String process, @Nullable String tenant, SuspensionState state) {
      super.updateJobDefinitionSuspensionStateByProcessDefinitionKeyAndTenantId(
          process, tenant, state);
      forgetOnceCommitted();
    }

    /** Only what this transaction has read itself can be written. */
    private boolean isToBeChanged() {
      return Context.getCommandInvocationContext().getCommand()
          instanceof SetJobDefinitionPriorityCmd;
    }

    private @Nullable JobDefinitionEntity read(String id) {
      BiConsumer<String, JobDefinitionEntity> keeper = jobs.keeper();
      @Nullable JobDefinitionEntity read = super.findById(id);
      // those of batches come and go with them
      if (read != null && read.getProcessDefinitionId() != null) {
        keeper.accept(id, read);
      }
      return read;
    }
  }

  private final class OfProcesses extends ProcessDefinitionManager {

    @Override
    public @Nullable ProcessDefinitionEntity getCachedResourceDefinitionEntity(String id) {
      @Nullable ProcessDefinitionEntity read = super.getCachedResourceDefinitionEntity(id);
      return read != null ? read : processes.of(id).map(this::inEngine).orElse(null);
    }

    @Override
    public @Nullable ProcessDefinitionEntity findLatestDefinitionById(String id) {
      BiConsumer<String, String> keeper = processes.keeper();
      @Nullable ProcessDefinitionEntity read = super.findLatestDefinitionById(id);
      if (read != null) {
        keeper.accept(id, id);
      }
      return read;
    }

    @Override
    public @Nullable ProcessDefinitionEntity findLatestDefinitionByKeyAndTenantId(
        String key, @Nullable String tenant) {
      // there are no tenants, but anybody may ask for one's
      return tenant != null
          ? super.findLatestDefinitionByKeyAndTenantId(key, tenant)
          : newest.of(key).map(this::inEngine).orElseGet(() -> read(key));
    }

    private @Nullable ProcessDefinitionEntity read(String key) {
      BiConsumer<String, String> keeper = newest.keeper();
      @Nullable ProcessDefinitionEntity read =
          super.findLatestDefinitionByKeyAndTenantId(key, null);
      if (read != null) {
        keeper.accept(key, read.getId());
      }
      return read;
    }

    /** Null until it has been used here, and once it is deleted. */
    private @Nullable ProcessDefinitionEntity inEngine(String id) {
      return Context.getProcessEngineConfiguration()
          .getDeploymentCache()
          .findProcessDefinitionFromCache(id);
    }

    /** Who deploys a model on this node starts it the next moment. */
    @Override
    public void insertProcessDefinition(ProcessDefinitionEntity definition) {
      super.insertProcessDefinition(definition);
      forgetOnceCommitted();
    }
  }

  private void forgetOnceCommitted() {
    Context.getCommandContext()
        .getTransactionContext()
        .addTransactionListener(
            TransactionState.COMMITTED,
            committed -> {
              jobs.forgetAll();
              processes.forgetAll();
              newest.forgetAll();
            });
  }
}
