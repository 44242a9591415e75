package dev.turnup.connectors.workforce;

import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Period;
import dev.turnup.connectors.Tmf.Place;
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
      Place relatedPlace,
      List<Party> relatedParty,
      List<RelatedEntity> relatedEntity) {}

  /** The same visit, called off. */
  record CancelledAppointment(
      String externalId, String status, List<RelatedEntity> relatedEntity) {}

  record Appointment(@Nullable String id, @Nullable String status, @Nullable Period validFor) {}
}
