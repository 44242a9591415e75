package dev.turnup.engine.cockpit;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/**
 * Brings orders to Cockpit's dashboard, finished ones too, which Community Cockpit would not show.
 * Cockpit finds it as a service; its script is {@code plugin-webapp/turnup/app/plugin.js}.
 */
public final class OrdersPlugin extends AbstractCockpitPlugin {

  static final String ID = "turnup";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Set<Class<?>> getResourceClasses() {
    return Set.of(OrdersResource.class);
  }
}
