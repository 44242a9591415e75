package dev.turnup.engine.persistence;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.OrderAttribute;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Criterion;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.OrderQuery.Position;
import dev.turnup.engine.order.OrderSearch.Answer;
import dev.turnup.engine.order.OrderSearch.Hit;
import dev.turnup.engine.order.ProductOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Filters, sequence and pages on PostgreSQL, against the same on a list in memory. */
class OrderSearchTest {

  private static final StoresAlone STORES = StoresAlone.shared();
  private static final String CALLER = "caller-" + UUID.randomUUID();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Texts that would break a statement that was put together from them. */
  private static final List<String> WORDS =
      List.of("a", "B2C", "it's", "\"q\"", "b\\", "%_", "$.x == 1", "-- ;", "Zoë", "x".repeat(900));

  private static final List<OrderAttribute> TEXTS =
      List.of(
          OrderAttribute.ID,
          OrderAttribute.EXTERNAL_ID,
          OrderAttribute.STATE,
          OrderAttribute.PRIORITY,
          OrderAttribute.ITEM_ID,
          OrderAttribute.ITEM_STATE,
          OrderAttribute.PLACE,
          OrderAttribute.RELATED_PARTY,
          OrderAttribute.CATEGORY,
          OrderAttribute.BILLING_ACCOUNT,
          OrderAttribute.TYPE);

  private static final List<Stored> ALL =
      IntStream.range(0, 40).mapToObj(OrderSearchTest::add).toList();

  /** What an order holds, by attribute; none where it lacks it. */
  private record Stored(OrderId id, Map<OrderAttribute, List<String>> values) {

    @Nullable String only(OrderAttribute attribute) {
      List<String> all = values.getOrDefault(attribute, List.of());
      return all.isEmpty() ? null : all.get(0);
    }

    boolean fulfils(Criterion criterion) {
      return values.getOrDefault(criterion.attribute(), List.of()).stream()
          .anyMatch(
              own ->
                  criterion.values().stream()
                      .anyMatch(value -> holds(own, criterion.operator(), value)));
    }

    private static boolean holds(String own, Operator operator, String value) {
      return switch (operator) {
        case EQUAL -> own.equals(value);
        case GREATER -> own.compareTo(value) > 0;
        case AT_LEAST -> own.compareTo(value) >= 0;
        case LESS -> own.compareTo(value) < 0;
        case AT_MOST -> own.compareTo(value) <= 0;
        case MATCHES -> Pattern.compile(value).matcher(own).find();
      };
    }
  }

  @Property(tries = 300)
  void findsWhatFulfilsAllCriteria(@ForAll("criteria") List<Criterion> criteria) {
    Answer.Found found = found(query(criteria, OrderAttribute.ORDER_DATE, true, 0, 100));

    List<OrderId> expected =
        ALL.stream()
            .filter(order -> criteria.stream().allMatch(order::fulfils))
            .sorted(sequence(OrderAttribute.ORDER_DATE, true))
            .map(Stored::id)
            .toList();
    assertThat(found.hits()).extracting(Hit::id).isEqualTo(expected);
    assertThat(found.total()).isEqualTo(expected.size());
    assertThat(found.exact()).isTrue();
    assertThat(found.more()).isFalse();
  }

  @Property(tries = 60)
  void meetsEachOrderOnceOnTheWayThereAndBack(
      @ForAll("sortable") OrderAttribute sort,
      @ForAll boolean descending,
      @ForAll("limits") int limit) {
    OrderQuery first = query(List.of(), sort, descending, 0, limit);
    List<OrderId> forth = new ArrayList<>();
    List<Hit> page = walk(first, false, forth);
    List<OrderId> back = new ArrayList<>(page.stream().map(Hit::id).toList());
    walk(first.from(position(page.get(0), true)), true, back);

    List<OrderId> expected =
        ALL.stream().sorted(sequence(sort, descending)).map(Stored::id).toList();
    assertThat(forth).isEqualTo(expected);
    assertThat(back).isEqualTo(expected);
  }

  @Property(tries = 30)
  void passesOverAsManyAsItIsTold(
      @ForAll("sortable") OrderAttribute sort, @ForAll boolean descending) {
    List<Hit> all = found(query(List.of(), sort, descending, 0, 100)).hits();

    assertThat(found(query(List.of(), sort, descending, 7, 5)).hits())
        .isEqualTo(all.subList(7, 12));
    assertThat(found(query(List.of(), sort, descending, 0, 0)).hits()).isEmpty();
  }

  @Property(tries = 50)
  void takesAnyTextForAValue(@ForAll String text, @ForAll("operators") Operator operator) {
    String value = text.replace("\0", "");
    for (OrderAttribute attribute : TEXTS) {
      Answer answer =
          STORES.search.find(
              query(
                  List.of(new Criterion(attribute, operator, List.of(value))),
                  OrderAttribute.ORDER_DATE,
                  true,
                  0,
                  1));
      if (operator == Operator.MATCHES) {
        assertThat(answer).isInstanceOfAny(Answer.Found.class, Answer.Unreadable.class);
      } else {
        assertThat(answer).isInstanceOf(Answer.Found.class);
      }
    }
  }

  @Example
  void hidesTheOrdersOfOthers() {
    OrderQuery others =
        new OrderQuery(
            Optional.of("other"),
            List.of(
                new Criterion(OrderAttribute.ID, Operator.EQUAL, List.of(ALL.get(0).id().value()))),
            OrderAttribute.ORDER_DATE,
            true,
            Optional.empty(),
            0,
            10);

    assertThat(found(others).hits()).isEmpty();
    assertThat(found(others).total()).isZero();
  }

  @Example
  void givesUpAfterASecond() {
    STORES.transaction.executeWithoutResult(
        status -> {
          STORES.jdbc.execute("lock table turnup.order_document in access exclusive mode");
          OrderQuery query = query(List.of(), OrderAttribute.PRIORITY, false, 0, 1);
          // in a thread, and so a transaction, of its own
          assertThat(CompletableFuture.supplyAsync(() -> STORES.search.find(query)).join())
              .isEqualTo(new Answer.TooExpensive());
        });
  }

  @Example
  void saysWhyItCannotReadAPattern() {
    Answer answer =
        STORES.search.find(
            query(
                List.of(new Criterion(OrderAttribute.EXTERNAL_ID, Operator.MATCHES, List.of("a("))),
                OrderAttribute.ORDER_DATE,
                true,
                0,
                1));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Unreadable.class,
            unreadable -> assertThat(unreadable.why()).contains("parenthes"));
  }

  /** A cursor holds no secret, so anybody can make one up. */
  @Example
  void cannotReadAPositionThatIsNone() {
    for (String key : List.of("\0", "2026-01-01+99", "2026-01-01 Foo/Bar", "soon", "9e9999")) {
      OrderQuery list = query(List.of(), OrderAttribute.ORDER_DATE, true, 0, 1);

      Answer answer = STORES.search.find(list.from(new Position(key, new OrderId("PO-1"), false)));

      assertThat(answer).as(key).isInstanceOf(Answer.Unreadable.class);
    }
  }

  @Example
  void keepsThePromisedDayAsItsLastSecondAtTheSite() {
    PlanInDatabase written = STORES.plan();
    ProductOrder order = STORES.orders.get(written.order);
    order.promise(Optional.of(LocalDate.parse("2026-03-12")));
    STORES.orders.update(order);

    assertThat(
            STORES.jdbc.queryForObject(
                "select expected_completion from turnup.product_order where id = ?",
                OffsetDateTime.class,
                written.order.value()))
        .isEqualTo("2026-03-12T23:59:59Z");
  }

  @Provide
  Arbitrary<List<Criterion>> criteria() {
    return criterion().list().ofMinSize(0).ofMaxSize(3);
  }

  @Provide
  Arbitrary<OrderAttribute> sortable() {
    return Arbitraries.of(OrderAttribute.SORTABLE);
  }

  @Provide
  Arbitrary<Integer> limits() {
    return Arbitraries.of(1, 3, 7, 39, 40, 100);
  }

  @Provide
  Arbitrary<Operator> operators() {
    return Arbitraries.of(Operator.class);
  }

  /** Values that orders have, and some that none has. */
  private static Arbitrary<Criterion> criterion() {
    Arbitrary<Criterion> texts =
        Combinators.combine(Arbitraries.of(TEXTS), Arbitraries.of(Operator.class))
            .as(OrderSearchTest::compared)
            .flatMap(criterion -> criterion);
    Arbitrary<Criterion> moments =
        Combinators.combine(
                Arbitraries.of(OrderAttribute.MOMENTS),
                Arbitraries.of(Operator.class).filter(each -> each != Operator.MATCHES))
            .as(OrderSearchTest::compared)
            .flatMap(criterion -> criterion);
    return Arbitraries.oneOf(texts, moments);
  }

  private static Arbitrary<Criterion> compared(OrderAttribute attribute, Operator operator) {
    List<String> own =
        ALL.stream()
            .flatMap(order -> order.values().getOrDefault(attribute, List.of()).stream())
            .distinct()
            .toList();
    List<String> values =
        OrderAttribute.MOMENTS.contains(attribute)
            ? own
            : Stream.concat(own.stream(), WORDS.stream()).toList();
    return Arbitraries.of(values)
        .map(value -> operator == Operator.MATCHES ? pattern(value) : value)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(some -> new Criterion(attribute, operator, some));
  }

  /** The same to PostgreSQL and to Java. */
  private static String pattern(String value) {
    return value.replaceAll("[^A-Za-z0-9]", ".").substring(0, Math.min(value.length(), 9));
  }

  private static List<Hit> walk(OrderQuery from, boolean backwards, List<OrderId> met) {
    OrderQuery query = from;
    while (true) {
      Answer.Found found = found(query);
      List<Hit> hits = found.hits();
      met.addAll(backwards ? 0 : met.size(), hits.stream().map(Hit::id).toList());
      assertThat(found.total()).isEqualTo(ALL.size());
      if (!found.more()) {
        return hits;
      }
      query = query.from(position(hits.get(backwards ? 0 : hits.size() - 1), backwards));
    }
  }

  private static Position position(Hit hit, boolean backwards) {
    return new Position(hit.key(), hit.id(), backwards);
  }

  private static Comparator<Stored> sequence(OrderAttribute sort, boolean descending) {
    Comparator<Stored> ascending =
        comparing((Stored order) -> order.only(sort), nullsLast(naturalOrder()))
            .thenComparing(order -> order.id().value());
    return descending ? ascending.reversed() : ascending;
  }

  private static OrderQuery query(
      List<Criterion> criteria, OrderAttribute sort, boolean descending, int offset, int limit) {
    return new OrderQuery(
        Optional.of(CALLER), criteria, sort, descending, Optional.empty(), offset, limit);
  }

  private static Answer.Found found(OrderQuery query) {
    Answer answer = STORES.search.find(query);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return (Answer.Found) answer;
  }

  /** Writes order {@code n}; of some attributes several orders have the same value, or none. */
  private static Stored add(int n) {
    String id = "PO-9" + (1000 + n);
    Map<OrderAttribute, List<String>> values = new TreeMap<>();
    values.put(OrderAttribute.ID, List.of(id));
    values.put(OrderAttribute.EXTERNAL_ID, List.of(WORDS.get(n % 10) + n % 7));
    boolean completed = n % 5 == 2;
    values.put(
        OrderAttribute.STATE, List.of(completed ? "completed" : n % 3 == 0 ? "held" : "pending"));
    values.put(OrderAttribute.ITEM_ID, List.of("1", "1." + n % 4));
    values.put(OrderAttribute.ITEM_STATE, List.of(n % 3 == 0 ? "held" : "inProgress", "pending"));
    values.put(OrderAttribute.ORDER_DATE, List.of(day(n / 2)));
    values.put(OrderAttribute.PLACE, List.of("site-" + n % 5, "site " + WORDS.get(n % 10)));
    values.put(OrderAttribute.RELATED_PARTY, List.of("C-" + n % 6, WORDS.get(n % 10)));
    maybe(values, OrderAttribute.REQUESTED_START_DATE, n % 4 == 0, day(n % 9));
    maybe(values, OrderAttribute.REQUESTED_COMPLETION_DATE, n % 4 == 1, day(n % 11));
    maybe(values, OrderAttribute.EXPECTED_COMPLETION_DATE, n % 2 == 0, day(n % 7));
    maybe(values, OrderAttribute.COMPLETION_DATE, completed, day(n % 8));
    maybe(values, OrderAttribute.PRIORITY, n % 3 == 1, Integer.toString(n % 5));
    maybe(values, OrderAttribute.CATEGORY, n % 2 == 1, WORDS.get(n % 9));
    maybe(values, OrderAttribute.BILLING_ACCOUNT, n % 5 == 1, "BA-" + n % 3);
    maybe(values, OrderAttribute.TYPE, n % 8 == 1, "Extended" + n % 3);
    Stored stored = new Stored(new OrderId(id), values);
    write(stored);
    return stored;
  }

  private static void maybe(
      Map<OrderAttribute, List<String>> values,
      OrderAttribute attribute,
      boolean there,
      String value) {
    if (there) {
      values.put(attribute, List.of(value));
    }
  }

  private static String day(int n) {
    return START.plusSeconds(86_400L * n).toString();
  }

  private static void write(Stored order) {
    STORES.jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, external_id, state, customer_id, customer_name,
               customer_tier, order_date, requested_start, requested_completion, expected_completion, completed_at)
        values (?, ?, '-', ?, ?, '', '', 'standard', ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz,
               ?::timestamptz)
        """,
        order.id().value(),
        CALLER,
        order.only(OrderAttribute.EXTERNAL_ID),
        order.only(OrderAttribute.STATE),
        order.only(OrderAttribute.ORDER_DATE),
        order.only(OrderAttribute.REQUESTED_START_DATE),
        order.only(OrderAttribute.REQUESTED_COMPLETION_DATE),
        order.only(OrderAttribute.EXPECTED_COMPLETION_DATE),
        order.only(OrderAttribute.COMPLETION_DATE));
    List<String> items = order.values().get(OrderAttribute.ITEM_ID);
    List<String> states = order.values().get(OrderAttribute.ITEM_STATE);
    for (int i = 0; i < items.size(); i++) {
      STORES.jdbc.update(
          """
          insert into turnup.order_item (order_id, id, position, action, relies_on, state)
          values (?, ?, ?, 'add', '{}', ?)
          """,
          order.id().value(),
          items.get(i),
          i,
          states.get(i));
    }
    STORES.jdbc.update(
        """
        insert into turnup.order_document (order_id, revision, document, at, current)
        select ?, revision, document::jsonb, now(), revision = 2
          from (values (1, '{"category": "before"}'), (2, ?)) as d (revision, document)
        """,
        order.id().value(),
        document(order));
  }

  /** One place is that of a nested item. */
  private static String document(Stored order) {
    return """
        {"category": %s, "priority": %s, "@type": %s,
         "billingAccount": {"id": %s},
         "relatedParty": [{"id": %s}, {"id": %s}],
         "productOrderItem": [
           {"id": "1", "product": {"place": [{"id": %s}]},
            "productOrderItem": [{"product": {"place": [{"id": %s}]}}]}]}
        """
        .formatted(
            json(order.only(OrderAttribute.CATEGORY)),
            json(order.only(OrderAttribute.PRIORITY)),
            json(order.only(OrderAttribute.TYPE)),
            json(order.only(OrderAttribute.BILLING_ACCOUNT)),
            json(order.values().get(OrderAttribute.RELATED_PARTY).get(0)),
            json(order.values().get(OrderAttribute.RELATED_PARTY).get(1)),
            json(order.values().get(OrderAttribute.PLACE).get(0)),
            json(order.values().get(OrderAttribute.PLACE).get(1)));
  }

  private static String json(@Nullable String text) {
    return text == null ? "null" : Json.of(text);
  }
}
