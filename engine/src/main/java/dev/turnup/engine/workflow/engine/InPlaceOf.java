package dev.turnup.engine.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** One of the engine's own managers of its rows, replaced by one of ours. */
record InPlaceOf(Class<?> type, Supplier<Session> ours) implements SessionFactory {

  /** From now on the engine uses ours. */
  void in(ProcessEngineConfigurationImpl engine) {
    List<SessionFactory> factories =
        new ArrayList<>(Optional.ofNullable(engine.getCustomSessionFactories()).orElse(List.of()));
    factories.add(this);
    engine.setCustomSessionFactories(factories);
  }

  @Override
  public Class<?> getSessionType() {
    return type;
  }

  @Override
  public Session openSession() {
    return ours.get();
  }
}
