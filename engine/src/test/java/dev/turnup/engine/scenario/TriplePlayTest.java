package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A triple play where the bandwidth is there. */
class TriplePlayTest extends Scenario {

  private static final String WAITS_FOR_ITS_START =
      """
        select j.duedate_::text
          from act_ru_job j
          join act_ru_execution e
            on e.id_ = j.process_instance_id_
         where e.business_key_ = ?""";

  private static final String STARTS_AT =
      """
        select to_char(o.planned_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          from turnup.product_order o
         where o.id = ?""";

  @Test
  void isInstalledInTheCustomersWindowAndBilledFromTheAcceptanceDate() {
    ObjectNode sample = sample("triple-play");
    LocalDate from = sandbox.now().toLocalDate().plusDays(3);
    LocalDate until = from.plusDays(7);
    sample.put("requestedStartDate", from + "T06:00:00Z");
    requestCompletion(sample, until);
    String order = place(sample);
    eventually(() -> order(order).hasNonNull("expectedCompletionDate"), true);
    LocalDate told = promised(order);

    assertThat(told).isBetween(from, until);
    assertThat(rows(WAITS_FOR_ITS_START, order)).hasSize(1);
    assertThat(sandbox.effects("workforce", order)).isEmpty();

    walkTo(OffsetDateTime.parse(rows(STARTS_AT, order).get(0)).plusSeconds(1));
    var visit = awaitTask("technician", order, "Task_InstallOnSite");
    LocalDate day = due(visit).toLocalDate();
    assertThat(day).isEqualTo(told);
    assertThat(promised(order)).isEqualTo(told);
    assertThat(sandbox.effects("network", order)).isEmpty();
    endVisit(order, "done");
    awaitState(order, "completed");

    List<String> activated =
        sandbox.effects("network", order, "network.activate-service").stream()
            .map(SandboxControl.Effect::specification)
            .toList();
    assertThat(activated)
        .containsExactlyInAnyOrder(
            "access-line", "ont", "router", "internet-access", "iptv", "voice-line");
    assertThat(activated.indexOf("access-line"))
        .isLessThan(activated.indexOf("internet-access"))
        .isLessThan(activated.indexOf("iptv"))
        .isLessThan(activated.indexOf("voice-line"));
    assertThat(sandbox.effects("billing", order, "billing.start-billing"))
        .hasSize(3)
        .allSatisfy(bill -> assertThat(bill.effectiveDate()).isEqualTo(day));
    assertThat(sandbox.effects("workforce", order, "workforce.dispatch-visit")).hasSize(1);
  }
}
