package dev.turnup.connectors.sandbox;

/** What Turnup asks of the stand-ins, as it goes over the wire. */
final class Asked {

  static final String NETWORK_SERVICES = "/tmf-api/ServiceActivationAndConfiguration/v4/service";
  static final String TESTS = "/tmf-api/serviceTestManagement/v4/serviceTest";
  static final String QUALIFICATIONS =
      "/tmf-api/serviceQualificationManagement/v4/checkServiceQualification";
  static final String RESERVATIONS = "/tmf-api/resourceReservation/v4/resourceReservation";
  static final String INVENTORY_SERVICES = "/tmf-api/serviceInventory/v4/service";
  static final String PRODUCTS = "/tmf-api/productInventory/v4/product";
  static final String APPOINTMENTS = "/tmf-api/appointment/v4/appointment";

  private Asked() {}

  static String forWhom(String component) {
    return """
    "relatedEntity": [
      {"id": "PO-1", "role": "productOrder", "@referredType": "ProductOrder"},
      {"id": "2", "role": "productOrderItem", "@referredType": "ProductOrderItem"},
      {"id": "%s", "role": "component", "@referredType": "Service"}],
    "place": [{"id": "SITE-17", "role": "installationSite"}]
    """
        .formatted(component);
  }

  static String activation(String component) {
    return """
    {"name": "internet-access", "serviceType": "CFS", "state": "active",
     "serviceSpecification": {"id": "internet-access"}, %s}
    """
        .formatted(forWhom(component));
  }

  static String test(String component) {
    return """
    {"name": "is-active", "testSpecification": {"id": "is-active"},
     "relatedService": {"id": "%s"}, %s}
    """
        .formatted(component, forWhom(component));
  }

  static String qualification(String component, long units) {
    return """
    {"relatedEntity": [{"id": "%s", "role": "component"}],
     "checkServiceQualificationItem": [{"id": "1", "service": {
       "serviceSpecification": {"id": "internet-access"},
       "place": [{"id": "SITE-17", "role": "installationSite"}],
       "serviceCharacteristic": [{"name": "capacityResource", "value": "bandwidth"},
                                 {"name": "units", "value": %d}]}}]}
    """
        .formatted(component, units);
  }

  static String reservation(String component, long units, String day, String expiry) {
    return """
    {"reservationState": "reserved", "requestedPeriod": {"startDateTime": "%s"},
     "validFor": {"endDateTime": "%s"},
     "reservationItem": [{"id": "1", "quantity": {"amount": %d, "units": "unit"},
                          "resource": {"id": "bandwidth"}}], %s}
    """
        .formatted(day, expiry, units, forWhom(component));
  }

  static String extension(String day, String expiry) {
    return """
    {"requestedPeriod": {"startDateTime": "%s"}, "validFor": {"endDateTime": "%s"}}
    """
        .formatted(day, expiry);
  }

  static String record(String component, String reservation) {
    return """
    {"name": "internet-access", "state": "active", "startDate": "2026-12-04T09:00:00Z",
     "serviceSpecification": {"id": "internet-access"},
     "supportingResource": [{"id": "%s", "@referredType": "ResourceReservation"}], %s}
    """
        .formatted(reservation, forWhom(component));
  }

  static String product(String component, String customer) {
    return """
    {"name": "internet-300", "status": "active", "startDate": "2026-12-04",
     "productOffering": {"id": "internet-300"}, "billingAccount": {"paymentMode": "postpaid"},
     "relatedParty": [{"id": "%s", "role": "customer"}], %s}
    """
        .formatted(customer, forWhom(component));
  }

  static String visit(String delivery, String technician) {
    return """
    {"externalId": "%s", "category": "installation",
     "validFor": {"startDateTime": "2026-12-04T09:00:00+01:00",
                  "endDateTime": "2026-12-04T11:00:00+01:00"},
     "relatedPlace": {"id": "SITE-17", "role": "installationSite"},
     "relatedParty": [{"id": "%s", "role": "technician"}]}
    """
        .formatted(delivery, technician);
  }

  static String notice() {
    return """
    {"id": "N-1", "kind": "promise-changed", "orderId": "PO-1", "subject": "Your new date",
     "text": "We come on Friday.", "recipient": "ada@example.org"}
    """;
  }

  static String operation() {
    return """
    {"operation": "ship-cpe", "attributes": {"model": "X1"}, %s}
    """
        .formatted(forWhom("c1"));
  }
}
