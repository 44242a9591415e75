package dev.turnup.connectors.billing;

import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.connectors.SystemRoutes;
import dev.turnup.connectors.billing.BillingShapes.AppliedRate;
import dev.turnup.connectors.billing.BillingShapes.CreditCheck;
import dev.turnup.connectors.billing.BillingShapes.Product;
import org.springframework.stereotype.Component;

@Component
class BillingRoutes extends SystemRoutes {

  private static final String PRODUCT = "/tmf-api/productInventory/v4/product";

  private static final String CHARGE =
      "/tmf-api/customerBillManagement/v4/appliedCustomerBillingRate";

  BillingRoutes(ConnectorSettings settings, InboundMessages inbound) {
    super("billing", settings.billing(), inbound);
  }

  @Override
  protected void routes() {
    post("billing.start-billing", PRODUCT, Product.class);
    post("billing.stop-billing", PRODUCT, Product.class);
    get("billing.find-bill", PRODUCT, Product[].class);
    get("billing.confirm-billing", PRODUCT, Product[].class);
    post("billing.charge-visit", CHARGE, AppliedRate.class);
    get("billing.find-charge", CHARGE, AppliedRate[].class);
    post("billing.check-credit", "/creditChecks", CreditCheck.class);
  }
}
