package dev.turnup.engine.activation;

import dev.turnup.engine.order.ComponentId;

/** What network and inventory said, component by component. */
public interface ServiceRecords {

  /** Empty words if nothing was said yet. */
  ServiceRecord of(ComponentId component);

  /** Keeps it in the place of what was said before. */
  void save(ServiceRecord record);
}
