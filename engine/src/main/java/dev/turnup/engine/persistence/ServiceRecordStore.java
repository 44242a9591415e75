package dev.turnup.engine.persistence;

import dev.turnup.engine.activation.ServiceRecord;
import dev.turnup.engine.activation.ServiceRecord.InventorySays;
import dev.turnup.engine.activation.ServiceRecord.NetworkSays;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.persistence.ServiceRecordMapper.ServiceRecordRow;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class ServiceRecordStore implements ServiceRecords {

  private final ServiceRecordMapper mapper;
  private final LockedOrders lockedOrders;

  ServiceRecordStore(ServiceRecordMapper mapper, LockedOrders lockedOrders) {
    this.mapper = mapper;
    this.lockedOrders = lockedOrders;
  }

  @Override
  public ServiceRecord of(ComponentId component) {
    return lockedOrders.about(component, ServiceRecord.class, () -> read(component));
  }

  private ServiceRecord read(ComponentId component) {
    return mapper
        .find(component.value())
        .map(
            row ->
                new ServiceRecord(
                    component,
                    new NetworkSays(
                        Optional.ofNullable(row.networkReference()),
                        Optional.ofNullable(row.networkActive()),
                        Optional.ofNullable(row.networkActiveSince())
                            .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.networkEvidence())),
                    new InventorySays(
                        Optional.ofNullable(row.inventoryReference()),
                        Optional.ofNullable(row.inventoryActive()),
                        Optional.ofNullable(row.inventoryActiveSince())
                            .map(OffsetDateTime::toInstant))))
        .orElseGet(() -> ServiceRecord.none(component));
  }

  @Override
  public void save(ServiceRecord record) {
    mapper.save(
        new ServiceRecordRow(
            record.component().value(),
            record.network().reference().orElse(null),
            record.network().active().orElse(null),
            record.network().since().map(Utc::of).orElse(null),
            record.network().evidence().orElse(null),
            record.inventory().reference().orElse(null),
            record.inventory().active().orElse(null),
            record.inventory().since().map(Utc::of).orElse(null)));
    lockedOrders.written(record.component(), ServiceRecord.class, record);
  }
}
