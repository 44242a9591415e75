package dev.turnup.engine.workflow.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** What an engine asks of its database, by the names of its statements. */
@Intercepts({
  @Signature(
      type = Executor.class,
      method = "query",
      args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}),
  @Signature(
      type = Executor.class,
      method = "update",
      args = {MappedStatement.class, Object.class})
})
public final class Asked implements Interceptor {

  private final List<String> names = new CopyOnWriteArrayList<>();

  private Asked() {}

  /** The one of the engine, which has it for good. */
  static Asked of(ProcessEngine engine) {
    Configuration statements =
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
            .getSqlSessionFactory()
            .getConfiguration();
    return statements.getInterceptors().stream()
        .filter(Asked.class::isInstance)
        .map(Asked.class::cast)
        .findFirst()
        .orElseGet(
            () -> {
              Asked asked = new Asked();
              statements.addInterceptor(asked);
              return asked;
            });
  }

  /** The names of what is asked by the work, in turn. */
  List<String> by(Runnable work) {
    names.clear();
    work.run();
    return List.copyOf(names);
  }

  @Override
  public Object intercept(Invocation asking) throws Throwable {
    String id = ((MappedStatement) asking.getArgs()[0]).getId();
    names.add(id.substring(id.lastIndexOf('.') + 1));
    return asking.proceed();
  }
}
