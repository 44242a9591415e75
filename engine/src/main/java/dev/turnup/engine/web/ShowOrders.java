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
   * A page of those that the query asks for; most of it is read while it is written.
   *
   * @throws RequestRefused 400 if the query cannot be read or answered
   */
  ResponseEntity<Iterator<JsonNode>> page(Optional<String> queryString, Optional<String> onlyOf) {
    ListRequest request = ListRequest.in(queryString);
    OrderQuery query = OrderCriteria.of(request, onlyOf);
    Answer.Found found = found(query);
    HttpHeaders headers = new HttpHeaders();
    headers.set("X-Total-Count", Integer.toString(found.total()));
    headers.set("X-Result-Count", Integer.toString(found.hits().size()));
    if (!found.exact()) {
      headers.set("X-Total-Count-Exact", "false");
    }
    headers.set(HttpHeaders.LINK, String.join(", ", links(request, query, found)));
    return ResponseEntity.ok().headers(headers).body(orders(found.hits(), request.projection()));
  }

  private Answer.Found found(OrderQuery query) {
    Answer answer = search.find(query);
    if (answer instanceof Answer.Found found) {
      return found;
    }
    if (answer instanceof Answer.Unreadable unreadable) {
      throw RequestRefused.malformed(
          "invalid-criterion", "a regular expression or the cursor is none", unreadable.why());
    }
    throw RequestRefused.malformed(
        "filter-too-expensive",
        "filter too expensive: it took more than a second",
        "Add a criterion that fewer orders fulfil, such as relatedParty.id or a range of orderDate.");
  }

  private static List<String> links(ListRequest request, OrderQuery query, Answer.Found found) {
    String rest = request.rest();
    List<Hit> hits = found.hits();
    boolean backwards = query.from().filter(Position::backwards).isPresent();
    boolean begun = query.offset() > 0 || query.from().isPresent();
    List<String> links = new ArrayList<>();
    links.add(link(rest, "", "first"));
    if (!hits.isEmpty() && (backwards ? found.more() : begun)) {
      links.add(link(rest, cursor(query, hits.get(0), true), "prev"));
    }
    if (!hits.isEmpty() && (backwards || found.more())) {
      links.add(link(rest, cursor(query, hits.get(hits.size() - 1), false), "next"));
    }
    if (found.exact() && found.total() > 0 && query.limit() > 0) {
      int last = (found.total() - 1) / query.limit() * query.limit();
      links.add(link(rest, ListRequest.OFFSET + "=" + last, "last"));
    }
    return links;
  }

  private static String cursor(OrderQuery query, Hit hit, boolean backwards) {
    Position position = new Position(hit.key(), hit.id(), backwards);
    return ListRequest.CURSOR + "=" + Cursor.of(position, query);
  }

  private static String link(String rest, String place, String relation) {
    String query = rest.isEmpty() || place.isEmpty() ? rest + place : rest + "&" + place;
    String path = ProductOrderController.PATH + (query.isEmpty() ? "" : "?" + query);
    return "<%s>; rel=\"%s\"".formatted(path, relation);
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
