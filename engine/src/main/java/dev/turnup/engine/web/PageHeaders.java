package dev.turnup.engine.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * What the headers of a page tell of its list.
 *
 * @param total how many the list has, or more if it is not exact
 * @param result how many the page has
 * @param previous the cursor of the page before, if there is one
 * @param next the cursor of the page behind, if there is one
 */
record PageHeaders(
    int total, boolean exact, int result, Optional<String> previous, Optional<String> next) {

  HttpHeaders of(String path, ListRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set("X-Total-Count", Integer.toString(total));
    headers.set("X-Result-Count", Integer.toString(result));
    if (!exact) {
      headers.set("X-Total-Count-Exact", "false");
    }
    headers.set(HttpHeaders.LINK, String.join(", ", links(path, request)));
    return headers;
  }

  private List<String> links(String path, ListRequest request) {
    String rest = request.rest();
    List<String> links = new ArrayList<>();
    links.add(link(path, rest, "", "first"));
    previous.ifPresent(cursor -> links.add(link(path, rest, cursor(cursor), "prev")));
    next.ifPresent(cursor -> links.add(link(path, rest, cursor(cursor), "next")));
    if (exact && total > 0 && request.limit() > 0) {
      int last = (total - 1) / request.limit() * request.limit();
      links.add(link(path, rest, ListRequest.OFFSET + "=" + last, "last"));
    }
    return links;
  }

  private static String cursor(String cursor) {
    return ListRequest.CURSOR + "=" + cursor;
  }

  private static String link(String path, String rest, String place, String relation) {
    String query = rest.isEmpty() || place.isEmpty() ? rest + place : rest + "&" + place;
    return "<%s>; rel=\"%s\"".formatted(path + (query.isEmpty() ? "" : "?" + query), relation);
  }
}
