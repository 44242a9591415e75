package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The query of a URL, decoded as strictly as bodies are: a byte that is no UTF-8, or a control
 * character, is refused and never passed on.
 *
 * @param terms in the sender's sequence
 */
record QueryString(List<Term> terms) {

  /** More is not even looked at. */
  private static final int MAX_LENGTH = 4_500;

  /**
   * One {@code name=value}.
   *
   * @param raw as it was sent
   */
  record Term(String name, String value, String raw) {}

  /**
   * Reads a query as the request line has it.
   *
   * @throws RequestRefused 400 that says what cannot be read
   */
  static QueryString of(Optional<String> query) {
    List<Term> terms = new ArrayList<>();
    for (String raw : query.map(QueryString::bounded).orElse("").split("&")) {
      if (!raw.isEmpty()) {
        int equals = raw.indexOf('=');
        String name = equals < 0 ? raw : raw.substring(0, equals);
        String value = equals < 0 ? "" : raw.substring(equals + 1);
        terms.add(new Term(decoded(name), decoded(value), raw));
      }
    }
    return new QueryString(List.copyOf(terms));
  }

  /** The terms of other names, as they were sent. */
  String without(List<String> names) {
    return terms.stream()
        .filter(term -> !names.contains(term.name()))
        .map(Term::raw)
        .collect(Collectors.joining("&"));
  }

  private static String bounded(String query) {
    if (query.length() > MAX_LENGTH) {
      throw tooLong();
    }
    return query;
  }

  static RequestRefused tooLong() {
    return RequestRefused.malformed(
        "query-too-long", "the query is longer than 4,000 characters", "Ask in several requests.");
  }

  private static String decoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '+') {
        bytes.write(' ');
      } else if (c == '%') {
        bytes.write(byteAt(raw, i + 1));
        i += 2;
      } else {
        bytes.write(c < 0x80 ? c : 0xFF);
      }
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // told below
    }
    throw unreadable();
  }

  private static int byteAt(String raw, int start) {
    int high = start + 1 < raw.length() ? Character.digit(raw.charAt(start), 16) : -1;
    int low = start + 1 < raw.length() ? Character.digit(raw.charAt(start + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw unreadable();
    }
    return high * 16 + low;
  }

  private static RequestRefused unreadable() {
    return RequestRefused.malformed(
        "unreadable-query",
        "the query is not UTF-8 in percent-encoding, or has a control character",
        "Write a character such as é as %C3%A9.");
  }
}
