package dev.turnup.connectors.inventory;

import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.connectors.SystemRoutes;
import dev.turnup.connectors.inventory.InventoryShapes.Product;
import dev.turnup.connectors.inventory.InventoryShapes.Qualification;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationState;
import dev.turnup.connectors.inventory.InventoryShapes.Service;
import org.springframework.stereotype.Component;

@Component
class InventoryRoutes extends SystemRoutes {

  private static final String QUALIFICATION =
      "/tmf-api/serviceQualificationManagement/v4/checkServiceQualification";
  private static final String RESERVATION = "/tmf-api/resourceReservation/v4/resourceReservation";
  private static final String PRODUCT = "/tmf-api/productInventory/v4/product";
  private static final String SERVICE = "/tmf-api/serviceInventory/v4/service";

  InventoryRoutes(ConnectorSettings settings, InboundMessages inbound) {
    super("inventory", settings.inventory(), inbound);
  }

  @Override
  protected void routes() {
    post("inventory.check-capacity", QUALIFICATION, Qualification.class);
    post("inventory.reserve-capacity", RESERVATION, ReservationState.class);
    patch("inventory.extend-reservation", RESERVATION, ReservationState.class);
    patch("inventory.release-reservation", RESERVATION, ReservationState.class);
    get("inventory.find-reservation", RESERVATION, ReservationState[].class);
    post("inventory.record-service", SERVICE, Service.class);
    patch("inventory.record-change", SERVICE, Service.class);
    patch("inventory.retire-service", SERVICE, Service.class);
    get("inventory.find-record", SERVICE, Service[].class);
    get("inventory.find-service", SERVICE, Service[].class);
    get("inventory.find-products", PRODUCT, Product[].class);
  }
}
