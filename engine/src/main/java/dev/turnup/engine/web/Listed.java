package dev.turnup.engine.web;

import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * One page of a list.
 *
 * @param next where the list goes on; empty if it does not
 */
record Listed<T>(List<T> lines, String next) {

  /** Lines of a page. */
  static final int MOST = 1_000;

  /**
   * Of what was found: one line more than is shown, if there are more.
   *
   * @param path of the list, with what was asked for
   * @param idOf by what the list goes on behind a line
   */
  static <T> Listed<T> of(List<T> found, int limit, String path, Function<T, ?> idOf) {
    List<T> lines = found.subList(0, Math.min(limit, found.size()));
    return new Listed<>(
        lines,
        found.size() > limit
            ? "%s%slimit=%d&after=%s"
                .formatted(
                    path, path.contains("?") ? "&" : "?", limit, idOf.apply(lines.get(limit - 1)))
            : "");
  }

  static boolean isLimit(int limit) {
    return limit >= 1 && limit <= MOST;
  }

  <S> Listed<S> shown(Function<? super T, S> as) {
    return new Listed<>(lines.stream().map(as).toList(), next);
  }

  /** The lines, and in a header where the list goes on. */
  ResponseEntity<List<T>> json() {
    HttpHeaders headers = new HttpHeaders();
    if (!next.isEmpty()) {
      headers.set(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
    }
    return ResponseEntity.ok().headers(headers).contentType(MediaType.APPLICATION_JSON).body(lines);
  }
}
