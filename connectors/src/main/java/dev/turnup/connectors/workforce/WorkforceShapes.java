package dev.turnup.connectors.workforce;

import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Period;
import dev.turnup.connectors.Tmf.Place;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TMF646 as far as Turnup speaks it. */
final class WorkforceShapes {

  private WorkforceShapes() {}

  record NewAppointment(
      String externalId,
      String category,
      String description,
      Period validFor,
      int visitTechnicians,
      Place relatedPlace,
      List<Party> relatedParty,
      List<RelatedEntity> relatedEntity) {}

  /** The same visit, called off. */
  record CancelledAppointment(
      String externalId, String status, List<RelatedEntity> relatedEntity) {}

  record Appointment(
      @Nullable String id,
      @Nullable String status,
      @Nullable Period validFor,
      @Nullable List<@Nullable PartyRead> relatedParty,
      @Nullable Reason reason) {}

  /** Somebody, as the workforce system names them. */
  record PartyRead(@Nullable String id, @Nullable String role) {}

  record SlotSearch(
      List<RequestedSlot> requestedTimeSlot,
      int visitMinutes,
      int visitTechnicians,
      Place relatedPlace,
      List<Party> relatedParty,
      List<RelatedEntity> relatedEntity) {}

  record RequestedSlot(Period validFor) {}

  record SlotSearchResult(
      @Nullable String status, @Nullable List<@Nullable OfferedSlot> availableTimeSlot) {}

  record OfferedSlot(@Nullable String id, @Nullable Period validFor) {}

  /**
   * A time that is to be kept for a visit, or for the one that is there.
   *
   * @param timeSlot the one that was offered, if it had a name
   */
  record ReservedAppointment(
      String externalId,
      String status,
      String category,
      String description,
      Period validFor,
      @Nullable Reference timeSlot,
      int visitMinutes,
      int visitTechnicians,
      Place relatedPlace,
      List<Party> relatedParty,
      List<RelatedEntity> relatedEntity) {}
}
