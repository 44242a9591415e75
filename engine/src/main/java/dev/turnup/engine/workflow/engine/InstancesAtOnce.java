package dev.turnup.engine.workflow.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.springframework.stereotype.Component;

/**
 * Has a transaction read an instance by one statement for its executions and one for its variables.
 * The engine reads the execution of a job, then all executions of its instance, that one once more,
 * and then the variables of each of them.
 */
@Component
class InstancesAtOnce extends AbstractProcessEnginePlugin {

  /** One of many has its own variables read, not those of all the others. */
  private static final int FEW = 20;

  private final KnownStarts starts;

  InstancesAtOnce(KnownStarts starts) {
    this.starts = starts;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    new InPlaceOf(ExecutionManager.class, Executions::new).in(engine);
    new InPlaceOf(ExternalTaskManager.class, OutsideTasks::new).in(engine);
    new InPlaceOf(VariableInstanceManager.class, Values::new).in(engine);
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl engine) {
    Configuration statements = engine.getSqlSessionFactory().getConfiguration();
    if (!statements.hasMapper(LeanVariables.class)) {
      statements.addMapper(LeanVariables.class);
    }
  }

  /** For one transaction, as all managers. */
  private final class Executions extends ExecutionManager {

    private final Map<String, List<ExecutionEntity>> instances = new HashMap<>();

    @Override
    public ExecutionEntity findExecutionById(String id) {
      if (getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) == null) {
        instanceOf(id).ifPresent(this::findExecutionsByProcessInstanceId);
      }
      return super.findExecutionById(id);
    }

    /** As what has been read last, and is about to go on, knows it. */
    private Optional<String> instanceOf(String execution) {
      return Stream.of(
              // the engine finds jobs by this type only
              read(AcquirableJobEntity.class)
                  .filter(JobEntity.class::isInstance)
                  .map(JobEntity.class::cast)
                  .filter(job -> execution.equals(job.getExecutionId()))
                  .map(JobEntity::getProcessInstanceId),
              read(ExternalTaskEntity.class)
                  .filter(task -> isOf(execution, task))
                  .map(ExternalTaskEntity::getProcessInstanceId),
              read(ExecutionEntity.class)
                  .filter(called -> execution.equals(called.getSuperExecutionId()))
                  .map(ExecutionEntity::getProcessInstanceId)
                  .flatMap(called -> starts.callerOf(called).stream()))
          .flatMap(found -> found)
          .findFirst();
    }

    private <T extends DbEntity> Stream<T> read(Class<T> type) {
      return getDbEntityManager().getCachedEntitiesByType(type).stream();
    }

    /** The instance is asked for as well, by whoever sees to it that the task may be completed. */
    private static boolean isOf(String execution, ExternalTaskEntity task) {
      return execution.equals(task.getExecutionId())
          || execution.equals(task.getProcessInstanceId());
    }

    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String instance) {
      return new ArrayList<>(
          instances.computeIfAbsent(instance, super::findExecutionsByProcessInstanceId));
    }
  }

  private static final class OutsideTasks extends ExternalTaskManager {

    /** An execution has no more than one. */
    @Override
    public List<ExternalTaskEntity> findExternalTasksByExecutionId(String id) {
      List<ExternalTaskEntity> read = new ArrayList<>();
      getDbEntityManager().getCachedEntitiesByType(ExternalTaskEntity.class).stream()
          .filter(task -> id.equals(task.getExecutionId()))
          .forEach(read::add);
      return read.isEmpty() ? super.findExternalTasksByExecutionId(id) : read;
    }
  }

  /**
   * Without what the engine's own statement looks up for each variable, its activity's instance,
   * which only who asks for variables by a query is told: two joins, and a plan as expensive as all
   * the rest.
   */
  interface LeanVariables {

    @Select(
        """
        select v.id_,
               v.rev_,
               v.type_,
               v.name_,
               v.proc_def_id_,
               v.proc_inst_id_,
               v.execution_id_,
               v.task_id_,
               v.bytearray_id_,
               v.double_,
               v.long_,
               v.text_,
               v.text2_,
               v.sequence_counter_,
               v.is_concurrent_local_,
               v.tenant_id_
          from act_ru_variable v
         where v.proc_inst_id_ = #{parameter}
        """)
    @ResultMap(
        "org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity.variableInstanceResultMap")
    List<VariableInstanceEntity> ofInstance(ListQueryParameterObject instance);
  }

  private static final class Values extends VariableInstanceManager {

    private static final String OF_INSTANCE = LeanVariables.class.getName() + ".ofInstance";

    private final Map<String, List<VariableInstanceEntity>> read = new HashMap<>();

    // the engine's statements have no types
    @SuppressWarnings("unchecked")
    @Override
    public List<VariableInstanceEntity> findVariableInstancesByProcessInstanceId(String id) {
      return getDbEntityManager().selectList(OF_INSTANCE, id);
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByExecutionId(String id) {
      ExecutionEntity execution = getDbEntityManager().getCachedEntity(ExecutionEntity.class, id);
      if (execution == null || isOneOfMany(execution.getProcessInstanceId())) {
        return super.findVariableInstancesByExecutionId(id);
      }
      return read
          .computeIfAbsent(
              execution.getProcessInstanceId(), this::findVariableInstancesByProcessInstanceId)
          .stream()
          .filter(variable -> variable.getTaskId() == null && id.equals(variable.getExecutionId()))
          .toList();
    }

    private boolean isOneOfMany(String instance) {
      return Context.getCommandContext()
              .getExecutionManager()
              .findExecutionsByProcessInstanceId(instance)
              .size()
          > FEW;
    }
  }
}
