package dev.turnup.connectors.billing;

import dev.turnup.connectors.Tmf.Characteristic;
import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Place;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.Related;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TMF637 as far as Turnup speaks it (a product here is what is billed), TMF678's rates that are
 * applied once, and credit checks.
 */
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
      List<Related> relatedEntity) {}

  /** The end of what is billed for a product, which stands in relatedEntity. */
  record ProductEnd(
      String status,
      String terminationDate,
      List<Party> relatedParty,
      List<Place> place,
      List<Related> relatedEntity) {}

  /** A charge that is made once: its name says what for, and billing what it costs. */
  record NewAppliedRate(
      String name,
      String type,
      String description,
      String date,
      boolean isBilled,
      List<Party> relatedParty,
      List<Place> place,
      List<RelatedEntity> relatedEntity) {}

  record AppliedRate(@Nullable String id, @Nullable String name, @Nullable String date) {}

  record NewCreditCheck(List<Party> relatedParty, List<RelatedEntity> relatedEntity) {}

  record CreditCheck(@Nullable String state, @Nullable String result, @Nullable Reason reason) {}

  record Account(@Nullable String id, @Nullable String paymentMode) {}

  record Offering(@Nullable String id) {}

  record Product(
      @Nullable String id,
      @Nullable String status,
      @Nullable String startDate,
      @Nullable String terminationDate,
      @Nullable Offering productOffering,
      @Nullable Account billingAccount) {}
}
