package dev.turnup.connectors.network;

import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.connectors.SystemRoutes;
import dev.turnup.connectors.network.NetworkShapes.Service;
import dev.turnup.connectors.network.NetworkShapes.ServiceTest;
import dev.turnup.connectors.network.NetworkShapes.Ticket;
import org.springframework.stereotype.Component;

@Component
class NetworkRoutes extends SystemRoutes {

  private static final String SERVICE = "/tmf-api/ServiceActivationAndConfiguration/v4/service";
  private static final String TICKET = "/tmf-api/troubleTicket/v4/troubleTicket";
  private static final String SERVICE_TEST = "/tmf-api/serviceTestManagement/v4/serviceTest";

  NetworkRoutes(ConnectorSettings settings, InboundMessages inbound) {
    super("network", settings.network(), inbound);
  }

  @Override
  protected void routes() {
    post("network.activate-service", SERVICE, Service.class);
    patch("network.modify-service", SERVICE, Service.class);
    patch("network.deactivate-service", SERVICE, Service.class);
    get("network.find-activation", SERVICE, Service[].class);
    patch("network.resolve-ticket", TICKET, Ticket.class);
    post("network.verify-service", SERVICE_TEST, ServiceTest.class);
  }
}
