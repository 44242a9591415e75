package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.scenario.SandboxControl.Effect;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What must always hold, checked over rows and over the books of the outside systems, which know
 * nothing of Turnup's own idea of what happened.
 */
final class Invariants {

  private static final Set<String> FINAL =
      Set.of("rejected", "cancelled", "completed", "failed", "partial");

  private final JdbcTemplate jdbc;
  private final SandboxControl sandbox;

  Invariants(JdbcTemplate jdbc, SandboxControl sandbox) {
    this.jdbc = jdbc;
    this.sandbox = sandbox;
  }

  void holdFor(List<String> orders) {
    for (String order : orders) {
      endsInExactlyOneStateOrHasANextEvent(order);
      activatesNothingTwiceAndNothingBeforeWhatItReliesOn(order);
      changesOnceWhatIsInstalled(order);
      endsOnceAndInReverse(order);
      billsOnceAndOnlyWhatIsProvedActive(order);
      billsNothingBeforeItIsVerifiedAndRecorded(order);
      chargesEachMissedVisitOnceAndNoOther(order);
      givesBackTheCapacityThatItDoesNotUse(order);
      keepsNoMoreCapacityThanItsServicesTake(order);
      runsOverNothingThatHasEnded(order);
      tellsADateOnlyWhenItChanges(order);
      hasATimelineWithoutGaps(order);
      hasNoVisitOutsideThatIsNotAnAppointment(order);
      isInTheStatesThatItsTimelineTells(order);
      isNeverBothCancelledAndSwitchedOn(order);
    }
    nothingIsOversold();
    noTechnicianIsInTwoPlaces();
    noVisitIsBeforeWhatItInstallsIsAvailable();
    keepsNoJavaObjects();
  }

  /**
   * What the outside systems did was not asked for again afterwards. They do nothing twice under
   * one key, and Turnup does not rely on that unless a node stood still between its look and its
   * call.
   */
  void nothingIsSentAgainFor(List<String> orders) {
    for (String order : orders) {
      sandbox
          .effects("network", order, "network.activate-service")
          .forEach(done -> isNotSentAgain("network", order, done));
      for (String operation : List.of("network.modify-service", "network.deactivate-service")) {
        sandbox
            .effects("network", order, operation)
            .forEach(done -> isNotSentAgain("network", order, done));
      }
      for (String operation : List.of("billing.start-billing", "billing.stop-billing")) {
        sandbox
            .effects("billing", order, operation)
            .forEach(done -> isNotSentAgain("billing", order, done));
      }
    }
  }

  /** What fell out is begun again by whoever chooses so. */
  private void isNotSentAgain(String system, String order, Effect done) {
    boolean fellOut =
        count("select count(*) from turnup.fallout where component_id = ?::uuid", done.component())
            > 0;
    if (fellOut) {
      return;
    }
    assertThat(sandbox.requests(system, order, done.operation()))
        .as("sent again after it was done: %s", done.json())
        .noneMatch(
            request ->
                request.path("component").asText().equals(done.component())
                    && OffsetDateTime.parse(request.path("at").asText()).isAfter(done.at()));
  }

  private void endsInExactlyOneStateOrHasANextEvent(String order) {
    String state =
        jdbc.queryForObject(
            "select state from turnup.product_order where id = ?", String.class, order);
    int running =
        count(
            "select count(*) from act_ru_execution where business_key_ = ? and parent_id_ is null",
            order);
    if (FINAL.contains(state)) {
      assertThat(running).as("instances that go on although %s is %s", order, state).isZero();
      assertThat(
              count(
                  "select count(*) from turnup.order_event where order_id = ? and kind in "
                      + "('completed', 'partially-completed', 'failed', 'rejected', 'cancelled')",
                  order))
          .as("ends in the timeline of %s", order)
          .isEqualTo(1);
      assertThat(
              count(
                  "select count(*) from turnup.fallout where order_id = ? and state <> 'closed'",
                  order))
          .as("open fallouts of %s, which is %s", order, state)
          .isZero();
    } else {
      int next =
          count(
              """
              with instance as (
                       select id_ from act_ru_execution
                        where business_key_ = ? and parent_id_ is null
                          and proc_def_key_ is distinct from 'order-escalation')
              select (select count(*) from act_ru_job j join instance i on i.id_ = j.process_instance_id_
                       where j.retries_ > 0 and j.suspension_state_ = 1)
                   + (select count(*) from act_ru_task t join instance i on i.id_ = t.proc_inst_id_
                       where t.due_date_ is not null)
                   + (select count(*) from act_ru_ext_task x join instance i on i.id_ = x.proc_inst_id_
                       where (x.retries_ is null or x.retries_ > 0)
                         and coalesce(x.lock_exp_time_, x.create_time_) > ?)
                   + (select count(*) from act_ru_event_subscr s join instance i on i.id_ = s.proc_inst_id_
                        join act_ru_job deadline on deadline.execution_id_ = s.execution_id_
                       where deadline.retries_ > 0)
              """,
              order,
              Timestamp.from(sandbox.now().minusMinutes(15).toInstant()));
      assertThat(next).as("next events of %s, which is %s", order, state).isPositive();
    }
  }

  private void activatesNothingTwiceAndNothingBeforeWhatItReliesOn(String order) {
    Map<String, Long> activatedAt = new HashMap<>();
    Map<String, OffsetDateTime> startedAt = new HashMap<>();
    for (Effect effect : sandbox.effects("network", order, "network.activate-service")) {
      assertThat(activatedAt.put(effect.component(), effect.sequence()))
          .as("a second activation of %s in %s", effect.specification(), order)
          .isNull();
      startedAt.put(effect.component(), effect.at());
    }
    jdbc.query(
        """
        select d.component_id::text, d.relies_on_id::text, d.needs
          from turnup.component_dependency d
          join turnup.component c on c.id = d.component_id
          join turnup.component o on o.id = d.relies_on_id
         where c.order_id = ?
           and o.action = 'add'
        """,
        row -> {
          Long dependent = activatedAt.get(row.getString(1));
          if (dependent != null) {
            assertThat(activatedAt.get(row.getString(2)))
                .as("what %s relies on", row.getString(1))
                .isNotNull()
                .isLessThan(dependent);
            String enough = row.getString(3).equals("activated") ? "activated" : "verified";
            assertThat(firstAt(order, enough, row.getString(2)))
                .as("proof that what %s relies on is %s", row.getString(1), enough)
                .isBeforeOrEqualTo(startedAt.get(row.getString(1)));
          }
        },
        order);
  }

  private List<Effect> recordsOf(String order) {
    List<Effect> records =
        new ArrayList<>(sandbox.effects("inventory", order, "inventory.record-service"));
    records.addAll(sandbox.effects("inventory", order, "inventory.record-change"));
    return records;
  }

  /** What stays as it is is not called; what is to be different is changed, and nothing else. */
  private void changesOnceWhatIsInstalled(String order) {
    List<String> changed = new ArrayList<>();
    for (Effect effect : sandbox.effects("network", order, "network.modify-service")) {
      assertThat(effect.count()).as("times that %s was changed", effect.json()).isEqualTo(1);
      changed.add(effect.component());
    }
    assertThat(changed).as("changes of %s", order).doesNotHaveDuplicates();
    assertThat(
            jdbc.queryForList(
                """
                select id::text
                  from turnup.component
                 where order_id = ?
                   and action = 'modify'
                   and state = 'active'
                """,
                String.class,
                order))
        .as("changed components of %s", order)
        .isSubsetOf(changed);
    assertThat(
            jdbc.queryForList(
                "select id::text from turnup.component where order_id = ? and action = 'none'",
                String.class,
                order))
        .as("components of %s that stay as they are", order)
        .noneMatch(changed::contains);
  }

  /**
   * The bill of a product ends once, before its service is switched off; each service is switched
   * off once, then taken out of the inventory once, and not before all that has to happen first.
   */
  private void endsOnceAndInReverse(String order) {
    Map<String, Effect> off = once(order, "network", "network.deactivate-service");
    Map<String, Effect> retired = once(order, "inventory", "inventory.retire-service");
    List<Effect> stops = sandbox.effects("billing", order, "billing.stop-billing");
    assertThat(stops.stream().map(Effect::item))
        .as("ends of bills of %s", order)
        .doesNotHaveDuplicates();
    assertThat(
            jdbc.queryForList(
                "select id::text from turnup.component where order_id = ? and state = 'ceased'",
                String.class,
                order))
        .as("what has ended by %s", order)
        .containsExactlyInAnyOrderElementsOf(retired.keySet());
    retired.forEach(
        (component, effect) ->
            assertThat(off.get(component).sequence())
                .as("%s is off before it is taken out of the inventory", component)
                .isLessThan(effect.sequence()));
    jdbc.query(
        """
        select c.id::text, c.item_id
          from turnup.component c
          join turnup.order_item i on i.order_id = c.order_id and i.id = c.item_id
         where c.order_id = ?
           and c.action = 'cease'
           and c.billable
           and i.action = 'delete'
        """,
        row -> {
          Effect effect = off.get(row.getString(1));
          if (effect != null) {
            assertThat(stops)
                .as("the bill of item %s of %s ends before it is off", row.getString(2), order)
                .anySatisfy(
                    stop -> {
                      assertThat(stop.item()).isEqualTo(row.getString(2));
                      assertThat(stop.sequence()).isLessThan(effect.sequence());
                    });
          }
        },
        order);
    jdbc.query(
        """
        select d.component_id::text, d.relies_on_id::text, d.needs
          from turnup.component_dependency d
          join turnup.component c on c.id = d.component_id
         where c.order_id = ?
           and c.action = 'cease'
        """,
        row -> {
          Effect effect = off.get(row.getString(1));
          if (effect != null && row.getString(3).equals("ceased")) {
            assertThat(retired.get(row.getString(2)))
                .as("what ends before %s", row.getString(1))
                .isNotNull()
                .satisfies(before -> assertThat(before.sequence()).isLessThan(effect.sequence()));
          } else if (effect != null) {
            assertThat(firstAt(order, "recorded", row.getString(2)))
                .as("what is active before %s is off", row.getString(1))
                .isBeforeOrEqualTo(effect.at());
          }
        },
        order);
  }

  /** By component. */
  private Map<String, Effect> once(String order, String system, String operation) {
    Map<String, Effect> done = new HashMap<>();
    for (Effect effect : sandbox.effects(system, order, operation)) {
      assertThat(done.put(effect.component(), effect))
          .as("a second %s of %s in %s", operation, effect.component(), order)
          .isNull();
    }
    return done;
  }

  private void billsOnceAndOnlyWhatIsProvedActive(String order) {
    Set<String> billed = new HashSet<>();
    Set<String> recorded = new HashSet<>();
    recordsOf(order).forEach(effect -> recorded.add(effect.component()));
    for (Effect bill : sandbox.effects("billing", order, "billing.start-billing")) {
      assertThat(billed.add(bill.component())).as("one bill for %s", bill.component()).isTrue();
      assertThat(recorded).as("recorded before it is billed").contains(bill.component());
      assertThat(
              count(
                  "select count(*) from turnup.component where id = ?::uuid and state = 'active' and billable",
                  bill.component()))
          .as("billed component %s is active and billable", bill.component())
          .isEqualTo(1);
    }
    jdbc.query(
        """
        select c.id::text
          from turnup.component c
          join turnup.order_item i on i.order_id = c.order_id and i.id = c.item_id
         where c.order_id = ? and c.billable and c.state = 'active' and i.state = 'completed'
           and c.action <> 'none'
        """,
        row -> {
          assertThat(billed).as("bills of %s", order).contains(row.getString(1));
        },
        order);
  }

  /** What is charged is what was missed or cancelled, where a table says so, and nothing else. */
  private void chargesEachMissedVisitOnceAndNoOther(String order) {
    List<Effect> charges = sandbox.effects("billing", order, "billing.charge-visit");
    assertThat(charges).allMatch(charge -> charge.count() == 1);
    assertThat(charges.stream().map(charge -> charge.json().path("key").asText()))
        .as("charges of %s", order)
        .doesNotHaveDuplicates()
        .containsAll(
            jdbc.queryForList(
                "select 'billing.charge-visit:' || id from turnup.missed_visit"
                    + " where order_id = ? and reference is not null",
                String.class,
                order))
        .isSubsetOf(
            jdbc.queryForList(
                """
                select 'billing.charge-visit:' || m.id
                  from turnup.missed_visit m
                  join turnup.appointment a on a.id = m.id and a.state = 'missed'
                 where m.order_id = ?
                   and m.charge_code is not null
                   and lower(a.period) <= m.missed_at
                 union all
                select 'billing.charge-cancellation:' || c.id
                  from turnup.component c
                  join turnup.product_order o on o.id = c.order_id
                 where c.order_id = ?
                   and o.state in ('pendingCancellation', 'cancelled')
                   and c.point_of_no_return = 'soft'
                """,
                String.class,
                order,
                order));
  }

  /** By the outside systems' own books and by the timeline, each in the order of its sequence. */
  private void billsNothingBeforeItIsVerifiedAndRecorded(String order) {
    List<Effect> records = recordsOf(order);
    List<JsonNode> questions = sandbox.requests("network", order, "network.verify-service");
    List<JsonNode> orders = sandbox.requests("billing", order, "billing.start-billing");
    for (Effect bill : sandbox.effects("billing", order, "billing.start-billing")) {
      JsonNode asked = first(orders, bill.component());
      assertThat(questions)
          .as("answers of the network, that %s works, before its bill is ordered", bill.component())
          .anySatisfy(
              question -> {
                assertThat(question.path("component").asText()).isEqualTo(bill.component());
                assertThat(question.path("status").asInt()).isBetween(200, 299);
                assertThat(question.path("sequence").asLong())
                    .isLessThan(asked.path("sequence").asLong());
                assertThat(OffsetDateTime.parse(question.path("at").asText()))
                    .isBeforeOrEqualTo(bill.at());
              });
      assertThat(records)
          .as("records of %s before its bill", bill.component())
          .anySatisfy(
              recorded -> {
                assertThat(recorded.component()).isEqualTo(bill.component());
                assertThat(recorded.sequence()).isLessThan(bill.sequence());
                assertThat(recorded.at()).isBeforeOrEqualTo(bill.at());
              });
      assertThat(
              jdbc.queryForList(
                  """
                    select kind
                      from turnup.order_event
                     where order_id = ?
                       and component_id = ?::uuid
                       and kind in ('verified', 'recorded', 'billed')
                  order by sequence
                  """,
                  String.class,
                  order,
                  bill.component()))
          .as("what the timeline of %s says of %s", order, bill.component())
          .containsSubsequence("verified", "recorded", "billed")
          .containsOnlyOnce("billed")
          .endsWith("billed");
      assertThat(bill.effectiveDate())
          .as("bill of %s begins no sooner than it works, anywhere on earth", bill.component())
          .isAfterOrEqualTo(
              firstAt(order, "verified", bill.component())
                  .withOffsetSameInstant(ZoneOffset.ofHours(-12))
                  .toLocalDate());
      assertThat(bill.effectiveDate())
          .as("bill of %s begins no later than it was handed over", bill.component())
          .isBeforeOrEqualTo(
              acceptedAt(order, bill.component())
                  .withOffsetSameInstant(ZoneOffset.ofHours(14))
                  .toLocalDate());
    }
  }

  private static JsonNode first(List<JsonNode> requests, String component) {
    return requests.stream()
        .filter(request -> request.path("component").asText().equals(component))
        .findFirst()
        .orElseThrow();
  }

  private OffsetDateTime firstAt(String order, String kind, String component) {
    return jdbc.queryForObject(
        """
        select min(at)
          from turnup.order_event
         where order_id = ?
           and kind = ?
           and component_id = ?::uuid
        """,
        OffsetDateTime.class,
        order,
        kind,
        component);
  }

  private OffsetDateTime acceptedAt(String order, String component) {
    return jdbc.queryForObject(
        """
        select e.at
          from turnup.order_event e
          join turnup.component c on c.order_id = e.order_id and c.item_id = e.item_id
         where e.order_id = ?
           and e.kind = 'item-accepted'
           and c.id = ?::uuid
        """,
        OffsetDateTime.class,
        order,
        component);
  }

  private void givesBackTheCapacityThatItDoesNotUse(String order) {
    assertThat(
            count(
                """
                select count(*)
                  from turnup.capacity_reservation r
                  join turnup.product_order o on o.id = r.order_id
                  join turnup.component c on c.id = r.component_id
                 where r.order_id = ?
                   and o.state in ('completed', 'partial', 'failed', 'cancelled', 'rejected')
                   and r.state = 'reserved'
                """,
                order))
        .as("reservations that %s left behind", order)
        .isZero();
    String state =
        jdbc.queryForObject(
            "select state from turnup.product_order where id = ?", String.class, order);
    for (JsonNode reservation : sandbox.reservations(order)) {
      if (FINAL.contains(state)) {
        assertThat(reservation.path("state").asText())
            .as("reservation of %s, which is %s: %s", order, state, reservation)
            .isNotEqualTo("reserved");
      }
      if (reservation.path("state").asText().equals("used")) {
        assertThat(
                count(
                    "select count(*) from turnup.component where id = ?::uuid and state = 'active'",
                    reservation.path("component").asText()))
            .as("active component that uses %s", reservation)
            .isEqualTo(1);
      }
    }
  }

  /** What a service takes is what the last order that made or changed it wanted it to take. */
  private void keepsNoMoreCapacityThanItsServicesTake(String order) {
    await()
        .untilAsserted(
            () -> {
              Map<String, Long> used = new HashMap<>();
              for (JsonNode reservation : sandbox.reservations()) {
                if (reservation.path("state").asText().equals("used")) {
                  used.merge(room(reservation), reservation.path("units").asLong(), Long::sum);
                }
              }
              jdbc.query(
                  """
                  with newest as (
                       select distinct on (r.inventory_reference)
                              c.site_id, c.capacity_resource, c.units, c.state
                         from turnup.component c
                         join turnup.service_record r on r.component_id = c.id
                        where c.site_id in (select s.site_id from turnup.component s where s.order_id = ?)
                          and c.capacity_resource is not null
                          and c.state in ('active', 'ceased')
                        order by r.inventory_reference, c.id desc)
                  select site_id, capacity_resource, sum(units) filter (where state = 'active')
                    from newest
                   group by site_id, capacity_resource
                  """,
                  row -> {
                    String room = row.getString(1) + " " + row.getString(2);
                    assertThat(used.getOrDefault(room, 0L))
                        .as("what services use of %s", room)
                        .isLessThanOrEqualTo(row.getLong(3));
                  },
                  order);
            });
  }

  /** Whatever orders used, changed and ended one after the other. */
  private void runsOverNothingThatHasEnded(String order) {
    assertThat(
            jdbc.queryForList(
                """
                with known as (
                     select c.id, c.specification, c.state,
                            coalesce(c.installed_service, r.inventory_reference) as reference
                       from turnup.component c
                       left join turnup.service_record r on r.component_id = c.id
                      where c.state in ('active', 'ceased')
                        and c.site_id in (select s.site_id from turnup.component s where s.order_id = ?)),
                     newest as (
                     select distinct on (k.reference) k.id, k.specification, k.state, k.reference
                       from known k
                      where k.reference is not null
                      order by k.reference, k.id desc)
                select n.specification || ' over ' || b.specification
                  from newest n
                  join turnup.component_dependency x on x.component_id = n.id
                  join known k on k.id = x.relies_on_id
                  join newest b on b.reference = k.reference
                 where n.state = 'active'
                   and b.state = 'ceased'
                """,
                String.class,
                order))
        .as("services at the sites of %s that run over what has ended", order)
        .isEmpty();
  }

  /** The inventory holds what its reservations say, and never more than there is. */
  private void nothingIsOversold() {
    // other orders may go on meanwhile
    await()
        .untilAsserted(
            () -> {
              Map<String, Long> held = new HashMap<>();
              for (JsonNode reservation : sandbox.reservations()) {
                if (Set.of("reserved", "used").contains(reservation.path("state").asText())) {
                  held.merge(room(reservation), reservation.path("units").asLong(), Long::sum);
                }
              }
              for (JsonNode capacity : sandbox.capacity()) {
                long holds = capacity.path("held").asLong();
                assertThat(holds)
                    .as("held of %s", capacity)
                    .isEqualTo(held.getOrDefault(room(capacity), 0L));
                if (capacity.path("units").isNumber()) {
                  assertThat(holds)
                      .as("held of %s", capacity)
                      .isLessThanOrEqualTo(capacity.path("units").asLong());
                }
              }
            });
  }

  private static String room(JsonNode json) {
    return json.path("site").asText() + " " + json.path("resource").asText();
  }

  private void tellsADateOnlyWhenItChanges(String order) {
    List<String> dates =
        jdbc.queryForList(
            "select facts ->> 'date' from turnup.order_event where order_id = ? and kind = 'promised' order by sequence",
            String.class,
            order);
    for (int i = 1; i < dates.size(); i++) {
      assertThat(dates.get(i))
          .as("promise %s of %s is news", i, order)
          .isNotEqualTo(dates.get(i - 1));
    }
    assertThat(
            count(
                """
                select count(*)
                  from turnup.notice n
                  join turnup.notice b on b.order_id = n.order_id and b.news = n.news and b.about = n.about
                                      and b.channel = n.channel and b.change = n.change - 1
                 where n.order_id = ?
                   and n.told = b.told
                   and n.subject not like 'Your appointment stays: %'
                """,
                order))
        .as("notices of %s that tell what was told before", order)
        .isZero();
  }

  private void hasATimelineWithoutGaps(String order) {
    assertThat(
            jdbc.queryForObject(
                "select kind from turnup.order_event where order_id = ? order by sequence limit 1",
                String.class,
                order))
        .isEqualTo("accepted");
    assertThat(
            jdbc.queryForList(
                """
                with mine as (select cast(? as text) as id),
                     reached (what, kind, about) as (
                     select c.specification || ' is ' || c.state, passed.kind, c.id::text
                       from turnup.component c
                       join mine on mine.id = c.order_id
                       join (values ('activated', 'activated'), ('verified', 'verified'),
                                    ('active', 'verified'), ('active', 'recorded'),
                                    ('deactivated', 'deactivated'), ('ceased', 'deactivated'),
                                    ('ceased', 'retired'),
                                    ('cancelled', 'component-given-up')) passed (state, kind)
                         on passed.state = c.state
                      where c.action <> 'none'
                      union all
                     select 'bill of ' || s.item_id || ' is stopped', 'bill-stopped', s.item_id
                       from turnup.bill_stop s
                       join mine on mine.id = s.order_id
                      union all
                     select 'bill of ' || b.item_id || ' is ' || b.state, 'billed', b.component_id::text
                       from turnup.bill_start b
                       join mine on mine.id = b.order_id
                      where b.state <> 'due'
                      union all
                     select 'visit of ' || m.day || ' is charged', 'visit-charged', m.reference
                       from turnup.missed_visit m
                       join mine on mine.id = m.order_id
                      where m.reference is not null
                      union all
                     select 'reservation ' || r.reference || ' is ' || r.state, passed.kind, r.component_id::text
                       from turnup.capacity_reservation r
                       join mine on mine.id = r.order_id
                       join (values ('reserved', 'capacity-reserved'), ('used', 'capacity-reserved'),
                                    ('released', 'capacity-released')) passed (state, kind)
                         on passed.state = r.state
                      union all
                     select f.step || ' is ' || f.state, passed.kind, f.id::text
                       from turnup.fallout f
                       join mine on mine.id = f.order_id
                       join (values ('fell-out'), ('fallout-closed')) passed (kind)
                         on passed.kind = 'fell-out' or f.state = 'closed'
                      union all
                     select 'item ' || i.id || ' is ' || i.state, 'item-closed', i.id
                       from turnup.order_item i
                       join mine on mine.id = i.order_id
                      where i.state in ('completed', 'cancelled', 'failed', 'rejected')
                      union all
                     select 'delivery ' || d.number || ' is ' || d.state, passed.kind, d.number::text
                       from turnup.delivery d
                       join mine on mine.id = d.order_id
                       join (values ('planned'), ('delivered')) passed (kind)
                         on passed.kind in ('planned', d.state)
                      union all
                     select 'visit of ' || d.number || ' is ' || a.state, passed.kind, d.number::text
                       from turnup.appointment a
                       join turnup.delivery d on d.id = a.delivery_id
                       join mine on mine.id = a.order_id
                       join (values ('booked', 'appointment-booked'), ('done', 'appointment-booked'),
                                    ('done', 'visit-ended'), ('missed', 'visit-ended')) passed (state, kind)
                         on passed.state = a.state)
                select r.what || ', and no entry says ' || r.kind
                  from reached r
                 where not exists (select 1
                                     from turnup.order_event e
                                     join mine on mine.id = e.order_id
                                    where e.kind = r.kind
                                      and r.about in (e.component_id::text, e.item_id,
                                                      e.facts ->> 'fallout', e.facts ->> 'delivery', e.facts ->> 'charge'))
                """,
                String.class,
                order))
        .as("states of %s that its timeline does not tell", order)
        .isEmpty();
  }

  /** Whom the workforce system sends is expected by Turnup, then and by nobody else. */
  private void hasNoVisitOutsideThatIsNotAnAppointment(String order) {
    for (JsonNode visit : sandbox.visits(order)) {
      if (!visit.path("status").asText().equals("cancelled")) {
        assertThat(
                count(
                    """
                    select count(*)
                      from turnup.appointment a
                     where a.delivery_id = ?::uuid
                       and (a.state in ('booked', 'done', 'missed')
                            or a.state = 'held' and a.outside_reference is not null)
                       and lower(a.period) = ?::timestamptz
                       and (a.technician_id = ? or a.outside_reference = ?)
                    """,
                    visit.path("externalId").asText(),
                    visit.at("/validFor/startDateTime").asText(),
                    visit.at("/relatedParty/0/id").asText(),
                    visit.path("id").asText()))
            .as("appointments of the visit %s", visit)
            .isEqualTo(1);
      }
    }
    assertThat(
            count(
                """
                select count(*)
                  from turnup.appointment a
                 where a.order_id = ?
                   and a.state = 'released'
                   and a.dispatched
                   and not exists (select 1
                                     from turnup.appointment n
                                    where n.delivery_id = a.delivery_id
                                      and n.id > a.id
                                      and n.dispatched)
                """,
                order))
        .as("visits of %s that nobody has called off", order)
        .isZero();
  }

  private void isInTheStatesThatItsTimelineTells(String order) {
    assertThat(
            jdbc.queryForList(
                """
                with mine as (select cast(? as text) as id),
                     state (about, now) as (
                     select 'order', o.state
                       from turnup.product_order o
                       join mine on mine.id = o.id
                      union all
                     select i.id, i.state
                       from turnup.order_item i
                       join mine on mine.id = i.order_id),
                     told (sequence, about, came, went, before) as (
                     select e.sequence,
                            coalesce(e.item_id, 'order'),
                            e.facts ->> 'from',
                            e.facts ->> 'to',
                            lag(e.facts ->> 'to', 1, 'acknowledged')
                              over (partition by e.item_id order by e.sequence)
                       from turnup.order_event e
                       join mine on mine.id = e.order_id
                      where e.kind in ('state-changed', 'item-state-changed'))
                select s.about || ' is ' || s.now
                  from state s
                 where s.now <> coalesce((
                         select t.went
                           from told t
                          where t.about = s.about
                       order by t.sequence desc
                          limit 1), 'acknowledged')
                 union all
                select t.about || ' left ' || t.came || ' and was ' || t.before
                  from told t
                 where t.came <> t.before
                """,
                String.class,
                order))
        .as("states of %s of which its timeline tells otherwise", order)
        .isEmpty();
  }

  private void isNeverBothCancelledAndSwitchedOn(String order) {
    if (count(
            "select count(*) from turnup.order_event where order_id = ? and kind = 'cancelled'",
            order)
        > 0) {
      List<String> undone =
          jdbc.queryForList(
              """
              select c.id::text
                from turnup.component c
                join turnup.component u on u.order_id = c.order_id and u.item_id = c.item_id
               where c.order_id = ?
                 and u.specification = c.specification
                 and u.action = 'cease'
                 and u.state = 'ceased'
              """,
              String.class,
              order);
      assertThat(sandbox.effects("network", order, "network.activate-service"))
          .as("what is switched on for %s, which is cancelled", order)
          .extracting(Effect::component)
          .isSubsetOf(undone);
      assertThat(
              jdbc.queryForList(
                  "select id::text from turnup.component where order_id = ? and state <> 'cancelled'",
                  String.class,
                  order))
          .as("components of %s, which is cancelled, that are not", order)
          .isSubsetOf(undone);
    }
    assertThat(
            count(
                """
                select count(*)
                  from turnup.order_cancellation c
                  join turnup.product_order o on o.id = c.order_id
                 where c.order_id = ?
                   and (c.state in ('acknowledged', 'inProgress')
                        and o.state in ('rejected', 'cancelled', 'completed', 'failed', 'partial')
                        or c.state = 'done' and o.state <> 'cancelled')
                """,
                order))
        .as("cancellations of %s that are not what became of it", order)
        .isZero();
  }

  private void noTechnicianIsInTwoPlaces() {
    assertThat(
            count(
                """
                select count(*)
                  from turnup.appointment a
                  join turnup.appointment b on b.technician_id = a.technician_id and b.id > a.id and b.period && a.period
                 where a.state in ('held', 'booked', 'done', 'beside') and b.state in ('held', 'booked', 'done', 'beside')
                """))
        .as("appointments of one technician at the same time")
        .isZero();
  }

  private void noVisitIsBeforeWhatItInstallsIsAvailable() {
    assertThat(
            count(
                """
                select count(*)
                  from turnup.appointment a
                  join turnup.component c on c.delivery_id = a.delivery_id
                 where a.state in ('booked', 'done')
                   and c.state <> 'cancelled'
                   and (c.available_from > (lower(a.period) at time zone a.time_zone)::date
                        or a.state = 'booked' and c.availability = 'none')
                """))
        .as("visits before what they install is available")
        .isZero();
  }

  private void keepsNoJavaObjects() {
    assertThat(
            count(
                """
                select count(*) from act_ru_variable
                 where type_ = 'serializable'
                    or (type_ = 'object' and text2_ is not null and bytearray_id_ in (
                          select id_ from act_ge_bytearray where substring(bytes_ from 1 for 2) = '\\xaced'::bytea))
                """))
        .as("variables kept as serialized Java")
        .isZero();
  }

  private int count(String sql, Object... arguments) {
    Integer count = jdbc.queryForObject(sql, Integer.class, arguments);
    return count == null ? 0 : count;
  }
}
