package dev.turnup.connectors.workforce;

import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.connectors.SystemRoutes;
import dev.turnup.connectors.workforce.WorkforceShapes.Appointment;
import dev.turnup.connectors.workforce.WorkforceShapes.SlotSearchResult;
import org.springframework.stereotype.Component;

@Component
class WorkforceRoutes extends SystemRoutes {

  private static final String APPOINTMENT = "/tmf-api/appointment/v4/appointment";
  private static final String SEARCH = "/tmf-api/appointment/v4/searchTimeSlot";

  WorkforceRoutes(ConnectorSettings settings, InboundMessages inbound) {
    super("workforce", settings.workforce(), inbound);
  }

  @Override
  protected void routes() {
    post("workforce.search-time-slots", SEARCH, SlotSearchResult.class);
    post("workforce.reserve-visit", APPOINTMENT, Appointment.class);
    post("workforce.dispatch-visit", APPOINTMENT, Appointment.class);
    post("workforce.cancel-visit", APPOINTMENT, Appointment.class);
    get("workforce.find-visit", APPOINTMENT, Appointment[].class);
  }
}
