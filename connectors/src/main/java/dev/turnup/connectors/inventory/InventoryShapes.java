package dev.turnup.connectors.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnup.connectors.Tmf.Characteristic;
import dev.turnup.connectors.Tmf.CharacteristicRead;
import dev.turnup.connectors.Tmf.Period;
import dev.turnup.connectors.Tmf.Place;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.Related;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TMF645, TMF716, TMF638 and TMF637 as far as Turnup speaks them. */
final class InventoryShapes {

  private InventoryShapes() {}

  record NewQualification(
      boolean instantSyncQualification,
      boolean provideAlternative,
      boolean provideUnavailabilityReason,
      List<RelatedEntity> relatedEntity,
      List<QualificationQuestion> checkServiceQualificationItem) {}

  record QualificationQuestion(String id, WantedService service) {}

  record WantedService(
      Reference serviceSpecification,
      List<Place> place,
      List<Characteristic> serviceCharacteristic) {}

  record Qualification(
      @Nullable String state,
      @Nullable List<@Nullable QualificationResult> checkServiceQualificationItem) {}

  record QualificationResult(
      @Nullable String qualificationResult,
      @Nullable List<@Nullable Alternative> alternateServiceProposal,
      @Nullable List<@Nullable Reason> eligibilityUnavailabilityReason) {}

  record Alternative(@Nullable String alternateServiceAvailabilityDate) {}

  record NewReservation(
      String reservationState,
      Period requestedPeriod,
      Period validFor,
      List<ReservationItem> reservationItem,
      List<Place> place,
      List<RelatedEntity> relatedEntity) {}

  record ReservationItem(String id, Quantity quantity, Reference resource) {}

  record Quantity(int amount, String units) {}

  /** A change of a reservation; what is null stays as it is. */
  record ReservationChange(
      @Nullable String reservationState,
      @Nullable Period requestedPeriod,
      @Nullable Period validFor,
      List<RelatedEntity> relatedEntity) {}

  record ReservationState(
      @Nullable String id,
      @Nullable String reservationState,
      @Nullable Period validFor,
      @Nullable List<@Nullable ReservedItem> reservationItem,
      @Nullable Reason reason) {}

  record ReservedItem(@Nullable AppliedCapacity appliedCapacityAmount) {}

  record AppliedCapacity(@Nullable List<@Nullable Named> resource) {}

  record NewService(
      String name,
      String serviceType,
      String state,
      String startDate,
      Reference serviceSpecification,
      List<Characteristic> serviceCharacteristic,
      List<Reference> supportingService,
      List<SupportingResource> supportingResource,
      List<Place> place,
      List<Related> relatedEntity) {}

  /** A change of a service; what is null or empty stays as it is. */
  record ServiceChange(
      @Nullable String state,
      @Nullable String endDate,
      List<Characteristic> serviceCharacteristic,
      List<SupportingResource> supportingResource,
      List<Place> place,
      List<? extends Related> relatedEntity) {}

  /** A reservation, or how much there is to be of a resource all in all. */
  record SupportingResource(
      String id, @JsonProperty("@referredType") String referredType, @Nullable Quantity quantity) {}

  record Service(@Nullable String id, @Nullable String state, @Nullable String startDate) {}

  record Product(
      @Nullable String id,
      @Nullable String status,
      @Nullable Named productOffering,
      @Nullable Named billingAccount,
      @Nullable List<@Nullable InRole> relatedParty,
      @Nullable List<@Nullable PlaceRead> place,
      @Nullable List<@Nullable CharacteristicRead> productCharacteristic,
      @Nullable List<@Nullable RealizingService> realizingService) {}

  record Named(@Nullable String id) {}

  record InRole(@Nullable String id, @Nullable String role) {}

  record PlaceRead(
      @Nullable String id,
      @Nullable String role,
      @Nullable String name,
      @Nullable String postcode) {}

  record RealizingService(
      @Nullable String id,
      @Nullable String state,
      @Nullable String startDate,
      @Nullable Named serviceSpecification,
      @Nullable List<@Nullable PlaceRead> place,
      @Nullable List<@Nullable CharacteristicRead> serviceCharacteristic,
      @Nullable List<@Nullable InRole> relatedEntity) {}
}
