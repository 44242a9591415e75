package dev.turnup.engine.workflow.engine;

import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * Looks for incidents to resolve only where there are any. The engine asks the database for those
 * of each job and each task of type external that ends, although the execution, which has just been
 * read, knows whether it has one. Or one above it has: an execution that is split keeps its
 * incidents, and the job goes on to the new one below.
 */
class KnownIncidents extends DefaultIncidentHandler {

  /**
   * @param type of the incidents
   */
  KnownIncidents(String type) {
    super(type);
  }

  @Override
  protected void removeIncident(IncidentContext context, boolean resolved) {
    if (mayExist(context)) {
      super.removeIncident(context, resolved);
    }
  }

  private static boolean mayExist(IncidentContext context) {
    String id = context.getExecutionId();
    @Nullable ExecutionEntity read =
        id == null
            ? null
            : Context.getCommandContext()
                .getDbEntityManager()
                .getCachedEntity(ExecutionEntity.class, id);
    return read == null
        || Stream.iterate(read, execution -> execution != null, ExecutionEntity::getParent)
            .anyMatch(execution -> !execution.getIncidents().isEmpty());
  }
}
