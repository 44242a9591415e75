package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.OrderAttribute;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Criterion;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.OrderQuery.Position;
import dev.turnup.engine.order.OrderSearch.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL does for a search among twenty thousand orders. */
class OrderSearchPlanTest {

  private static final String DOCUMENT = "ix_order_document_search";

  private static final Map<OrderAttribute, String> INDEXES =
      Map.of(
          OrderAttribute.ID, "pk_product_order",
          OrderAttribute.EXTERNAL_ID, "ix_product_order_external_id",
          OrderAttribute.STATE, "ix_product_order_state",
          OrderAttribute.ORDER_DATE, "ix_product_order_date",
          OrderAttribute.REQUESTED_START_DATE, "ix_product_order_requested_start",
          OrderAttribute.REQUESTED_COMPLETION_DATE, "ix_product_order_requested_completion",
          OrderAttribute.EXPECTED_COMPLETION_DATE, "ix_product_order_expected_completion",
          OrderAttribute.COMPLETION_DATE, "ix_product_order_completed_at",
          OrderAttribute.PRIORITY, "ix_order_document_priority",
          OrderAttribute.ITEM_STATE, "ix_order_item_state");

  private static final List<OrderAttribute> SORTABLE = List.copyOf(OrderAttribute.SORTABLE);

  private static final StoresAlone STORES = new StoresAlone();

  @BeforeAll
  static void writeOrders() {
    ManyOrders.write(STORES.jdbc, 20_000);
    ManyOrders.writeDeleted(STORES.jdbc, 20_000);
  }

  static Stream<OrderAttribute> indexed() {
    return Arrays.stream(OrderAttribute.values())
        .filter(attribute -> attribute.isIndexedFor(Operator.EQUAL));
  }

  @ParameterizedTest
  @MethodSource("indexed")
  void findsByTheIndexOfTheCriterion(OrderAttribute attribute) {
    OrderQuery query = query(new Criterion(attribute, Operator.EQUAL, List.of(valueOf(attribute))));

    assertThat(plansOf(query, true))
        .allSatisfy(
            plan ->
                assertThat(plan)
                    .contains(INDEXES.getOrDefault(attribute, DOCUMENT))
                    .doesNotContain("Seq Scan"));
  }

  @ParameterizedTest
  @FieldSource("SORTABLE")
  void findsByTheIndexOfABound(OrderAttribute attribute) {
    OrderQuery query =
        query(new Criterion(attribute, Operator.AT_MOST, List.of(valueOf(attribute))));

    assertThat(plansOf(query, true))
        .allSatisfy(
            plan -> assertThat(plan).contains(INDEXES.get(attribute)).doesNotContain("Seq Scan"));
  }

  @ParameterizedTest
  @FieldSource("SORTABLE")
  void goesOnInTheSequenceOfAnIndex(OrderAttribute sort) {
    OrderQuery query =
        new OrderQuery(
            Optional.empty(),
            List.of(),
            sort,
            true,
            Optional.of(new Position(valueOf(sort), new OrderId("PO-777"), false)),
            0,
            20);

    assertThat(planOf("find", query, false))
        .contains(INDEXES.get(sort))
        .containsPattern("Index Cond: \\(ROW\\(")
        .doesNotContain("Sort")
        .doesNotContain("Seq Scan");
  }

  @Test
  void findsTheOrdersOfACallerByTheirIndex() {
    OrderQuery query =
        new OrderQuery(
            Optional.of("partner"),
            List.of(),
            OrderAttribute.ORDER_DATE,
            true,
            Optional.empty(),
            0,
            20);

    assertThat(planOf("find", query, false))
        .contains("ix_product_order_caller")
        .doesNotContain("Sort");
  }

  /** They are the oldest, and may be many: nothing goes through them. */
  @Test
  void passesNoDeletedOrdersOver() {
    for (OrderAttribute sort : SORTABLE) {
      if (sort != OrderAttribute.PRIORITY) {
        OrderQuery list =
            new OrderQuery(Optional.empty(), List.of(), sort, false, Optional.empty(), 0, 20);
        assertThat(planOf("find", list, false))
            .contains(INDEXES.get(sort))
            .doesNotContain("hidden_at");
      }
    }
    OrderQuery ofOne =
        new OrderQuery(
            Optional.of("crm"),
            List.of(),
            OrderAttribute.ORDER_DATE,
            true,
            Optional.empty(),
            0,
            20);
    assertThat(planOf("count", query(), false)).contains("Index").doesNotContain("hidden_at");
    assertThat(planOf("count", ofOne, false)).contains("Index").doesNotContain("hidden_at");
  }

  @Test
  void findsCancellationsByTheirIndexes() {
    STORES.jdbc.update(
        """
        insert into turnup.order_cancellation (id, order_id, document, state, refusal, requested_at, ended_at, caller, hidden)
        select gen_random_uuid(),
               o.id,
               '{}',
               case when n % 1000 = 0 then 'inProgress' when n % 2 = 0 then 'done' else 'terminatedWithError' end,
               case when n % 2 = 1 then 'too late' end,
               o.order_date,
               case when n % 1000 > 0 then o.order_date end,
               o.caller,
               o.hidden_at is not null
          from turnup.product_order o, lateral (select substr(o.id, 4)::int as n) s
        """);
    STORES.jdbc.execute("vacuum analyze turnup.order_cancellation");

    assertThat(cancellations(Optional.empty()))
        .contains("ix_order_cancellation_shown")
        .doesNotContain("hidden");
    assertThat(cancellations(Optional.of("partner")))
        .contains("ix_order_cancellation_caller")
        .doesNotContain("Sort");
    assertThat(
            cancellations(
                Optional.empty(),
                new Cancellations.Criterion(
                    Cancellations.Attribute.STATE, Operator.EQUAL, List.of("inProgress"))))
        .contains("ix_order_cancellation_state");
  }

  private static String cancellations(
      Optional<String> onlyOf, Cancellations.Criterion... criteria) {
    String mapper = CancellationMapper.class.getName();
    Map<String, Object> parameters =
        Map.of(
            "wanted",
            CancellationStore.row(
                new Cancellations.Wanted(onlyOf, List.of(criteria), Optional.empty(), 0, 20)),
            "upTo",
            10_001);
    String plans =
        planOf(mapper + ".findPage", parameters) + planOf(mapper + ".countPage", parameters);
    assertThat(plans).doesNotContain("Seq Scan");
    return plans;
  }

  @Test
  void countsNoFurtherThanItTells() {
    Answer all = STORES.search.find(query());
    Answer some =
        STORES.search.find(
            query(new Criterion(OrderAttribute.ID, Operator.EQUAL, List.of("PO-1", "PO-2"))));

    assertThat(all)
        .isInstanceOfSatisfying(
            Answer.Found.class,
            found -> {
              assertThat(found.total()).isEqualTo(10_000);
              assertThat(found.exact()).isFalse();
              assertThat(found.hits()).hasSize(20);
              assertThat(found.hits().get(0).id()).isEqualTo(new OrderId("PO-20000"));
            });
    assertThat(some)
        .isInstanceOfSatisfying(
            Answer.Found.class, found -> assertThat(found.total()).isEqualTo(2));
  }

  private static OrderQuery query(Criterion... criteria) {
    return new OrderQuery(
        Optional.empty(),
        List.of(criteria),
        OrderAttribute.ORDER_DATE,
        true,
        Optional.empty(),
        0,
        20);
  }

  /** One that few orders have, and that few are below. */
  private static String valueOf(OrderAttribute attribute) {
    return switch (attribute) {
      case ID -> "PO-7";
      case EXTERNAL_ID -> "X-7";
      case STATE, ITEM_STATE -> "held";
      case ORDER_DATE -> "2026-01-01T00:07:00Z";
      case REQUESTED_START_DATE -> "2026-02-01T00:06:00Z";
      case REQUESTED_COMPLETION_DATE -> "2026-03-01T00:05:00Z";
      case EXPECTED_COMPLETION_DATE -> "2026-04-01T00:06:00Z";
      case COMPLETION_DATE -> "2026-05-01T00:07:00Z";
      case PRIORITY -> "0";
      case RELATED_PARTY -> "C-7";
      case PLACE -> "SITE-7";
      default -> "7";
    };
  }

  private static List<String> plansOf(OrderQuery query, boolean few) {
    return List.of(planOf("count", query, few), planOf("find", query, few));
  }

  private static String planOf(String statement, OrderQuery query, boolean few) {
    return planOf(
        OrderSearchMapper.class.getName() + "." + statement,
        Map.of("search", OrderSearchStore.row(query, few), "upTo", 10_001));
  }

  private static String planOf(String statement, Map<String, Object> parameters) {
    MappedStatement mapped = STORES.mybatis.getMappedStatement(statement);
    BoundSql sql = mapped.getBoundSql(parameters);
    return String.join(
        "\n",
        STORES.jdbc.query(
            "explain " + sql.getSql(),
            prepared ->
                STORES.mybatis.newParameterHandler(mapped, parameters, sql).setParameters(prepared),
            (row, number) -> row.getString(1)));
  }
}
