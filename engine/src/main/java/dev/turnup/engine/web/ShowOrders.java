package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Position;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.order.OrderSearch.Answer;
import dev.turnup.engine.order.OrderSearch.Hit;
import dev.turnup.engine.order.ProductOrder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows orders to those who may see them, one or a page of a list. */
@Component
class ShowOrders {

  /** Documents that are read at once; a page may be of a hundred large ones. */
  private static final int BYTES_AT_ONCE = 4 * 1024 * 1024;

  private static final String ITEMS = "productOrderItem";

  private final OrderSearch search;
  private final OrderDocuments documents;
  private final ProductOrderRendering rendering;

  ShowOrders(OrderSearch search, OrderDocuments documents, ProductOrderRendering rendering) {
    this.search = search;
    this.documents = documents;
    this.rendering = rendering;
  }

  /**
   * An order as it is shown.
   *
   * @param tag stands for what callers may change of it
   */
  record Shown(String tag, JsonNode order) {}

  /**
   * One order.
   *
   * @throws RequestRefused 404 if there is none, or none that the caller may know of
   */
  Shown one(String id, Optional<String> onlyOf, Projection projection) {
    OrderDocument found =
        Optional.of(id)
            .filter(OrderId::isOrderNumber)
            .map(OrderId::new)
            .flatMap(number -> documents.find(number, onlyOf))
            .orElseThrow(() -> RequestRefused.unknownOrder(id));
    return new Shown(Revision.tagOf(found), shown(List.of(found), projection).get(0));
  }

  /**
   * One that was accepted a moment ago: all that there is of it is known, and as no day is promised
   * yet, it is no matter in which zone.
   */
  Shown accepted(ProductOrder order, JsonNode document) {
    OrderDocument accepted =
        new OrderDocument(order, 1, document.toString(), ZoneOffset.UTC, List.of());
    return new Shown(Revision.tagOf(accepted), rendering.of(accepted));
  }

  /**
   * A page of those that the query asks for; most of it is read while it is written.
   *
   * @throws RequestRefused 400 if the query cannot be read or answered
   */
  ResponseEntity<Iterator<JsonNode>> page(Optional<String> queryString, Optional<String> onlyOf) {
    ListRequest request = ListRequest.in(queryString);
    OrderQuery query = OrderCriteria.of(request, onlyOf);
    Answer.Found found = found(query);
    HttpHeaders headers = headersOf(query, found).of(ProductOrderController.PATH, request);
    return ResponseEntity.ok().headers(headers).body(orders(found.hits(), request.projection()));
  }

  private Answer.Found found(OrderQuery query) {
    Answer answer = search.find(query);
    if (answer instanceof Answer.Found found) {
      return found;
    }
    if (answer instanceof Answer.Unreadable unreadable) {
      throw RequestRefused.unreadable(unreadable.why());
    }
    throw RequestRefused.tooExpensive("relatedParty.id or a range of orderDate");
  }

  private static PageHeaders headersOf(OrderQuery query, Answer.Found found) {
    List<Hit> hits = found.hits();
    boolean backwards = query.from().filter(Position::backwards).isPresent();
    boolean begun = query.offset() > 0 || query.from().isPresent();
    return new PageHeaders(
        found.total(),
        found.exact(),
        hits.size(),
        hits.stream()
            .limit(1)
            .filter(first -> backwards ? found.more() : begun)
            .map(first -> cursor(query, first, true))
            .findFirst(),
        hits.stream()
            .skip(Math.max(0, hits.size() - 1))
            .filter(last -> backwards || found.more())
            .map(last -> cursor(query, last, false))
            .findFirst());
  }

  private static String cursor(OrderQuery query, Hit hit, boolean backwards) {
    return Cursor.of(new Position(hit.key(), hit.id(), backwards), query);
  }

  /** The first ones are read now, so that what goes wrong is told before the answer has begun. */
  private Iterator<JsonNode> orders(List<Hit> hits, Projection projection) {
    List<List<OrderId>> portions = portions(hits, projection.shows(ITEMS));
    Stream<JsonNode> first =
        portions.stream().limit(1).map(ids -> read(ids, projection)).toList().stream()
            .flatMap(List::stream);
    Stream<JsonNode> others =
        portions.stream().skip(1).flatMap(ids -> read(ids, projection).stream());
    return Stream.concat(first, others).iterator();
  }

  private static List<List<OrderId>> portions(List<Hit> hits, boolean items) {
    List<List<OrderId>> portions = new ArrayList<>();
    int bytes = 0;
    for (Hit hit : hits) {
      int more = items ? hit.bytes() : 0;
      bytes += more;
      if (portions.isEmpty() || bytes > BYTES_AT_ONCE) {
        portions.add(new ArrayList<>());
        bytes = more;
      }
      portions.get(portions.size() - 1).add(hit.id());
    }
    return portions;
  }

  private List<JsonNode> read(List<OrderId> ids, Projection projection) {
    return shown(documents.all(ids, projection.shows(ITEMS)), projection);
  }

  private List<JsonNode> shown(List<OrderDocument> found, Projection projection) {
    List<JsonNode> whole =
        ProductOrderExtension.isAskedFor(projection.names())
            ? rendering.extended(found)
            : found.stream().map(rendering::of).toList();
    return whole.stream().map(projection::of).toList();
  }
}
