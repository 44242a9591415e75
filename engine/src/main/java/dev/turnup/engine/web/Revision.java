package dev.turnup.engine.web;

import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * Which revision of an order a change is meant for, by {@code If-Match} (RFC 9110, 13.1.1). An
 * order's tag is the revision of what callers may change of it.
 */
final class Revision {

  private final boolean any;
  private final List<ETag> meant;

  private Revision(boolean any, List<ETag> meant) {
    this.any = any;
    this.meant = meant;
  }

  /** Any, where the request names none. */
  static Revision meantIn(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
    List<ETag> meant = headers.stream().flatMap(header -> ETag.parse(header).stream()).toList();
    return new Revision(headers.isEmpty() || meant.stream().anyMatch(ETag::isWildcard), meant);
  }

  static String tagOf(OrderDocument order) {
    return "\"" + order.revision() + "\"";
  }

  /**
   * @throws RequestRefused 412 if the order is at another one
   */
  void refuseOther(OrderDocument order) {
    ETag current = new ETag(Integer.toString(order.revision()), false);
    if (!any && meant.stream().noneMatch(tag -> tag.compare(current, true))) {
      throw RequestRefused.changedMeanwhile(order.order().id().value(), tagOf(order));
    }
  }
}
