package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import org.springframework.stereotype.Component;

/** Orders for which nothing runs at all. */
@Component
class LostOrders extends PageSearch {

  /** What looks after an order, or after what is left of it outside, does not move it. */
  private static final String BESIDE =
      "('order-escalation', 'visit-cancellation', 'fallout-resolution')";

  private static final String LOST =
      """
                not exists (
                        select
                          from act_ru_execution root
                         where root.business_key_ = o.id
                           and root.parent_id_ is null
                           and root.super_exec_ is null
                           and root.proc_def_key_ not in %s
                        offset 0)
      """
          .formatted(BESIDE);

  private static final String FOUND =
      """
               select o.id as order_id,
                      cast(null as text) as definition,
                      cast(null as text) as activity,
                      cast(null as timestamp) as since
                 from open_order o
                where
      """
          + LOST;

  private static final String PAGE =
      """
      with page as materialized (
               select o.id
                 from turnup.product_order o
                where %s
                  and o.id > :after
             order by o.id
                limit %d)
               select %s
                 from page o
      """
          .formatted(Places.OPEN, Places.PAGE, Places.doubtful("o.id", "o.id", LOST));

  LostOrders(Places places) {
    super(Finding.NO_NEXT_EVENT, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  String page() {
    return PAGE;
  }

  @Override
  String explanation(String step, String since) {
    return "Nothing will make the order move: no model runs for it";
  }
}
