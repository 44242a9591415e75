package dev.turnup.engine.bulk;

import java.util.Map;

/** An action that people choose by its name. */
public interface OfferedAction extends BulkAction {

  /**
   * The parameters as the action goes by them.
   *
   * @throws dev.turnup.engine.order.Refused if one is missing, unknown or wrong
   */
  Map<String, String> checked(Map<String, String> parameters, Selection selection);

  /** What would happen to an order. */
  Forecast forecast(OrderSketch order, Map<String, String> parameters);
}
