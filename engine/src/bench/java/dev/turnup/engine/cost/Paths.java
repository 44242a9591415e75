package dev.turnup.engine.cost;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ways that orders took: how often each activity of the models was passed. */
final class Paths {

  private Paths() {}

  /** By all orders so far; nothing for the row that has no models. */
  static Map<String, Integer> passed(Server server, Row row) throws SQLException {
    Map<String, Integer> passed = new TreeMap<>();
    if (row.hasModels()) {
      for (List<String> counted :
          server.rows(
              """
                select act_id_, count(*)
                  from act_hi_actinst
                 where act_type_ not in ('multiInstanceBody', 'sequenceFlow')
              group by 1
              """)) {
        passed.put(counted.get(0), Integer.valueOf(counted.get(1)));
      }
    }
    return passed;
  }

  /** By each of the orders, on the average. */
  static Map<String, Double> perOrder(Map<String, Integer> passed, double orders) {
    Map<String, Double> each = new TreeMap<>();
    passed.forEach((activity, times) -> each.put(activity, times / orders));
    return each;
  }

  /** What follows one that happened is still there. */
  static Map<String, Double> withoutBoundaryEvents(Map<String, Double> path) {
    Map<String, Double> left = new TreeMap<>(path);
    left.keySet().removeIf(activity -> activity.startsWith("BoundaryEvent_"));
    return left;
  }
}
