package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import org.springframework.stereotype.Component;

/** Orders of which somebody has suspended an instance. */
@Component
class SuspendedOrders extends EngineSearch {

  private static final String FOUND =
      """
               select p.order_id,
                      p.definition,
                      cast(null as text) as activity,
                      cast(null as timestamp) as since
                 from act_ru_execution e
                 join place p
                   on p.id = e.id_
                where e.suspension_state_ = 2
                  and e.parent_id_ is null
      """;

  SuspendedOrders(Places places) {
    super(Finding.SUSPENDED, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  String explanation(String step, String since) {
    return "Somebody has suspended the order";
  }
}
