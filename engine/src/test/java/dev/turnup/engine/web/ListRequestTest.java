package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.turnup.engine.order.OrderAttribute;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Criterion;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.OrderQuery.Position;
import dev.turnup.engine.web.ListRequest.Filter;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** How the query of a list is read. */
class ListRequestTest {

  @Example
  void comparesAsTmf630WritesIt() {
    assertThat(
            filters(
                "state=held,pending&state=failed&orderDate.gt=2026-01-01&orderDate.lte=2026-02-01"))
        .containsExactly(
            new Filter("state", Operator.EQUAL, List.of("held", "pending", "failed")),
            new Filter("orderDate", Operator.GREATER, List.of("2026-01-01")),
            new Filter("orderDate", Operator.AT_MOST, List.of("2026-02-01")));
    assertThat(
            filters(
                "orderDate%3E2026-01-01&orderDate%3E%3D2026-01-02&orderDate%3C=2026-01-03&category=a%3Eb"))
        .containsExactly(
            new Filter("orderDate", Operator.GREATER, List.of("2026-01-01")),
            new Filter("orderDate", Operator.AT_LEAST, List.of("2026-01-02")),
            new Filter("orderDate", Operator.AT_MOST, List.of("2026-01-03")),
            new Filter("category", Operator.EQUAL, List.of("a>b")));
    assertThat(filters("description.regex=%5Ea%7B1,2%7D&description.regex=%22b%22"))
        .containsExactly(new Filter("description", Operator.MATCHES, List.of("^a{1,2}", "b")));
  }

  @Example
  void takesTheQuotesOffAValue() {
    assertThat(filters("category=%22a,b%22,c,%22%22"))
        .containsExactly(new Filter("category", Operator.EQUAL, List.of("a,b", "c", "")));
    assertThat(filters("category=12%22,%22open,%22a%22%22,%22,%22b%22c"))
        .containsExactly(
            new Filter("category", Operator.EQUAL, List.of("12\"", "\"open", "a\",", "\"b\"c")));
  }

  @Property
  void readsBackWhatWasWritten(
      @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 20) String> texts) {
    List<String> values =
        texts.stream().map(text -> text.replaceAll("[\\p{Cc}\\p{Cs}]", "")).toList();
    String written =
        values.stream()
            .map(value -> '"' + value.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","));

    assertThat(filters("category=" + URLEncoder.encode(written, UTF_8)))
        .containsExactly(new Filter("category", Operator.EQUAL, values));
  }

  @Property
  void readsAnyQueryOrSaysWhatIsWrong(
      @ForAll @NotEmpty @CharRange(from = ' ', to = '~') @StringLength(max = 60) String query) {
    Throwable refusal =
        catchThrowable(
            () -> OrderCriteria.of(ListRequest.in(Optional.of(query)), Optional.empty()));

    if (refusal != null) {
      assertThat(refusal).isInstanceOf(RequestRefused.class).hasMessageNotContaining("null");
    }
  }

  @Example
  void refusesWhatItCannotRead() {
    refuses("category=%00", "unreadable-query");
    refuses("category=%C3", "unreadable-query");
    refuses("category=%zz", "unreadable-query");
    refuses("category=é", "unreadable-query");
    refuses("category=", "invalid-criterion");
    refuses("offset=1&offset=2", "invalid-criterion");
    refuses("offset=10001", "offset-too-large");
    refuses("limit=-1", "invalid-criterion");
    refuses("category=" + "x".repeat(1_001), "invalid-criterion");
    refuses("category=" + "x,".repeat(100) + "x", "too-many-criteria");
    refuses("fields=" + "x".repeat(3_994), "query-too-long");
    refuses("fields=x&cursor=" + "x".repeat(5_000), "query-too-long");
  }

  @Example
  void refusesCriteriaThatOrdersDoNotHave() {
    refuses("colour=red", "unknown-criterion");
    refuses("productOrderItem.quantity=1", "unknown-criterion");
    refuses("1)%20or%20(1=1", "unknown-criterion");
    refuses("state=asleep", "invalid-criterion");
    refuses("productOrderItem.state=partial", "invalid-criterion");
    refuses("orderDate=yesterday", "invalid-criterion");
    refuses("orderDate=%2B999999999-01-01T00:00:00Z", "invalid-criterion");
    refuses("orderDate.gt=9999-12-31T23:59:59-18:00", "invalid-criterion");
    refuses("orderDate.regex=2026", "invalid-criterion");
    refuses("href.gt=/", "invalid-criterion");
    refuses("sort=description", "invalid-criterion");
    refuses("state=held&category.regex=" + "x".repeat(201), "invalid-criterion");
  }

  @Example
  void wantsAnIndexedCriterionBesideOneWithout() {
    refuses("description.regex=x", "unindexed-criterion");
    refuses("category.gt=x", "unindexed-criterion");
    refuses("productOrderItem=1&note=2", "unindexed-criterion");
    for (String indexed :
        List.of("state=held", "orderDate.gte=2026-01-01", "relatedParty=C-1", "place.id=S")) {
      assertThatCode(() -> query("description.regex=x&" + indexed)).doesNotThrowAnyException();
    }
  }

  @Example
  void selectsByEveryAttributeOfTheStandard() {
    for (String attribute :
        List.of(
            "id",
            "href",
            "cancellationReason",
            "category",
            "description",
            "externalId",
            "notificationContact",
            "priority",
            "agreement",
            "billingAccount",
            "channel",
            "orderTotalPrice",
            "payment",
            "productOfferingQualification",
            "quote",
            "relatedParty",
            "relatedParty.id",
            "place.id",
            "@baseType",
            "@schemaLocation",
            "@type")) {
      assertThat(query(attribute + "=x").criteria()).as(attribute).hasSize(1);
    }
    for (String attribute :
        List.of(
            "cancellationDate",
            "completionDate",
            "expectedCompletionDate",
            "orderDate",
            "requestedCompletionDate",
            "requestedStartDate")) {
      assertThat(query(attribute + "=2026-03-02T09:00:00Z").criteria()).as(attribute).hasSize(1);
    }
    for (String attribute : List.of("state", "productOrderItem.state")) {
      assertThat(query(attribute + "=held").criteria()).as(attribute).hasSize(1);
    }
    assertThat(query("state=held&note=n&productOrderItem=1").criteria()).hasSize(3);
  }

  @Example
  void knowsAnOrderByItsHref() {
    assertThat(
            query("href=/tmf-api/productOrderingManagement/v4/productOrder/PO-7,elsewhere")
                .criteria())
        .containsExactly(new Criterion(OrderAttribute.ID, Operator.EQUAL, List.of("PO-7", "")));
  }

  @Example
  void takesADateInAnyZoneAndAlone() {
    assertThat(query("orderDate=2026-03-02T10:00:00+01:00,2026-03-02").criteria())
        .containsExactly(
            new Criterion(
                OrderAttribute.ORDER_DATE,
                Operator.EQUAL,
                List.of("2026-03-02T09:00:00Z", "2026-03-02T00:00:00Z")));
  }

  @Example
  void sortsTheNewestFirstUnlessToldOtherwise() {
    assertThat(query(""))
        .returns(OrderAttribute.ORDER_DATE, OrderQuery::sort)
        .returns(true, OrderQuery::descending);
    assertThat(query("sort=priority"))
        .returns(OrderAttribute.PRIORITY, OrderQuery::sort)
        .returns(false, OrderQuery::descending);
    assertThat(query("sort=%2BcompletionDate"))
        .returns(OrderAttribute.COMPLETION_DATE, OrderQuery::sort);
    assertThat(query("limit=1000")).returns(100, OrderQuery::limit);
  }

  @Property(tries = 200)
  void refusesACursorThatWasTouched(
      @ForAll @IntRange(min = 0, max = 60) int at, @ForAll char other) {
    OrderQuery list = query("state=held");
    Position position = new Position("2026-03-02 09:00:00+00", new OrderId("PO-1001"), false);
    String cursor = Cursor.of(position, list);
    int place = Math.min(at, cursor.length() - 1);
    String touched = cursor.substring(0, place) + other + cursor.substring(place + 1);

    assertThat(Cursor.in(cursor, list)).isEqualTo(position);
    assertThatThrownBy(() -> Cursor.in(cursor, query("state=pending")))
        .isInstanceOf(RequestRefused.class);
    if (!touched.equals(cursor)) {
      assertThatThrownBy(() -> Cursor.in(touched, list)).isInstanceOf(RequestRefused.class);
    }
  }

  private static void refuses(String query, String code) {
    assertThatThrownBy(() -> query(query))
        .as(query)
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refusal -> assertThat(refusal.problem().code()).as(query).isEqualTo(code));
  }

  private static OrderQuery query(String query) {
    return OrderCriteria.of(ListRequest.in(Optional.of(query)), Optional.empty());
  }

  private static List<Filter> filters(String query) {
    return ListRequest.in(Optional.of(query)).filters();
  }
}
