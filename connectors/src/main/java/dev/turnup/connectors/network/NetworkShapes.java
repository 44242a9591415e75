package dev.turnup.connectors.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.Tmf.Characteristic;
import dev.turnup.connectors.Tmf.Place;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TMF640, TMF653 and TMF621 as far as Turnup speaks them. */
final class NetworkShapes {

  private NetworkShapes() {}

  record NewService(
      String name,
      String serviceType,
      String state,
      Reference serviceSpecification,
      List<Characteristic> serviceCharacteristic,
      List<Reference> supportingService,
      List<Place> place,
      List<RelatedEntity> relatedEntity) {}

  /** A change of a service; what is null or empty stays as it is. */
  record ServiceChange(
      @Nullable String state,
      List<Characteristic> serviceCharacteristic,
      List<Place> place,
      List<RelatedEntity> relatedEntity) {}

  record Service(
      @Nullable String id,
      @Nullable String state,
      @Nullable String operatingStatus,
      @Nullable String startDate) {}

  record TicketChange(String status, String statusChangeReason) {}

  record Ticket(@Nullable String id, @Nullable String status) {}

  record NewServiceTest(
      String name,
      String mode,
      Reference testSpecification,
      Reference relatedService,
      List<Place> place,
      List<RelatedEntity> relatedEntity) {}

  record ServiceTest(@Nullable String state, @Nullable List<@Nullable Measure> testMeasure) {}

  record Measure(@Nullable String metricName, @Nullable Value value) {}

  record Value(@Nullable JsonNode value) {}
}
