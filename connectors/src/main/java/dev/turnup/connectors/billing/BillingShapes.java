package dev.turnup.connectors.billing;

import dev.turnup.connectors.Tmf.Characteristic;
import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Place;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TMF637 as far as Turnup speaks it: a product here is what is billed. */
final class BillingShapes {

  private BillingShapes() {}

  record NewProduct(
      String name,
      String status,
      String startDate,
      Reference productOffering,
      Account billingAccount,
      List<Party> relatedParty,
      List<Characteristic> productCharacteristic,
      List<Reference> realizingService,
      List<Place> place,
      List<RelatedEntity> relatedEntity) {}

  record Account(@Nullable String id, @Nullable String paymentMode) {}

  record Offering(@Nullable String id) {}

  record Product(
      @Nullable String id,
      @Nullable String status,
      @Nullable String startDate,
      @Nullable Offering productOffering,
      @Nullable Account billingAccount) {}
}
