package dev.turnup.engine.workflow.engine;

import java.util.function.BiConsumer;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.AuthorizationQueryImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.springframework.stereotype.Component;

/**
 * Deletes the rights to an instance, as it ends, only where there are rights to a single one at
 * all. Turnup grants none, an administrator may by hand. One that was granted on another node in
 * the instance's last five seconds stays and is a right to nothing: ids do not come back.
 */
@Component
class KnownRights extends AbstractProcessEnginePlugin {

  private static final String ANY_INSTANCE = "any";

  /** Whether there are any, of any instance. */
  private final Remembered<Boolean> granted = new Remembered<>(System::nanoTime);

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    new InPlaceOf(AuthorizationManager.class, Rights::new).in(engine);
  }

  private final class Rights extends AuthorizationManager {

    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String id) {
      if (resource != Resources.PROCESS_INSTANCE
          || granted.of(ANY_INSTANCE).orElseGet(this::read)) {
        super.deleteAuthorizationsByResourceId(resource, id);
      }
    }

    private boolean read() {
      BiConsumer<String, Boolean> keeper = granted.keeper();
      boolean read = count(ofInstances()) > count(ofInstances().resourceId(Authorization.ANY));
      keeper.accept(ANY_INSTANCE, read);
      return read;
    }

    private static AuthorizationQuery ofInstances() {
      return new AuthorizationQueryImpl().resourceType(Resources.PROCESS_INSTANCE);
    }

    /** Of all, not only of those that whoever ends the instance may see. */
    private long count(AuthorizationQuery query) {
      return (Long)
          getDbEntityManager().selectOne("selectAuthorizationCountByQueryCriteria", query);
    }

    @Override
    public void insert(DbEntity authorization) {
      super.insert(authorization);
      forgetOnceCommitted(authorization);
    }

    @Override
    public void update(AuthorizationEntity authorization) {
      super.update(authorization);
      forgetOnceCommitted(authorization);
    }
  }

  private void forgetOnceCommitted(DbEntity written) {
    if (written instanceof AuthorizationEntity authorization
        && authorization.getResourceType() == Resources.PROCESS_INSTANCE.resourceType()) {
      Context.getCommandContext()
          .getTransactionContext()
          .addTransactionListener(TransactionState.COMMITTED, committed -> granted.forgetAll());
    }
  }
}
