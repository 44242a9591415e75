package dev.turnup.engine.activation;

import dev.turnup.engine.order.ComponentId;
import java.util.HashMap;
import java.util.Map;

/** Service records without a database. */
public final class ServiceRecordsInMemory implements ServiceRecords {

  private final Map<ComponentId, ServiceRecord> records = new HashMap<>();

  @Override
  public ServiceRecord of(ComponentId component) {
    return records.getOrDefault(component, ServiceRecord.none(component));
  }

  @Override
  public void save(ServiceRecord record) {
    records.put(record.component(), record);
  }
}
