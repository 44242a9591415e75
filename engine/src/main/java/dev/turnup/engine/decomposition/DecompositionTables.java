package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.DecisionTable;
import java.util.List;

/** The decision tables that say what an order is made of, and whether it may be. */
public final class DecompositionTables {

  public static final List<DecisionTable> ALL =
      List.of(
          Catalogue.PRODUCTS,
          Catalogue.PARTS,
          Catalogue.COMPONENTS,
          Offerings.CHARACTERISTICS,
          Offerings.RETIRED,
          OrderRules.TABLE,
          ChooseCreditCheck.TABLE);

  private DecompositionTables() {}
}
