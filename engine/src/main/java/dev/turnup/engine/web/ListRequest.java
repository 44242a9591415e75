package dev.turnup.engine.web;

import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.web.QueryString.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a GET of a list asks for, as TMF630 writes it, whatever the list is of: {@code fields},
 * {@code sort}, {@code offset}, {@code limit}, and filters, which are all the rest.
 *
 * @param cursor where to go on, as a {@code Link} gave it out
 */
record ListRequest(
    QueryString query,
    List<Filter> filters,
    Projection projection,
    Optional<String> sort,
    int offset,
    int limit,
    Optional<String> cursor) {

  static final String CURSOR = "cursor";
  static final String OFFSET = "offset";

  /** Beyond this a list goes on by its links only: passing orders over costs as much as reading. */
  static final int MAX_OFFSET = 10_000;

  /** Where in the list; the links of a page have all the rest in common. */
  private static final List<String> PLACES = List.of(OFFSET, CURSOR);

  /** More would not fit into the headers that repeat it, four times. */
  private static final int MAX_REPEATED = 4_000;

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_VALUES = 100;
  private static final int MAX_VALUE_LENGTH = 1_000;

  private static final Pattern VALUE =
      Pattern.compile("\"(?<quoted>(?:[^\"]++|\"\")*+)\"(?=,|$)|[^,]*");

  /** The longer of two that begin alike first. */
  private static final List<Map.Entry<String, Operator>> SUFFIXES =
      List.of(
          Map.entry(".gte", Operator.AT_LEAST),
          Map.entry(".gt", Operator.GREATER),
          Map.entry(".lte", Operator.AT_MOST),
          Map.entry(".lt", Operator.LESS),
          Map.entry(".regex", Operator.MATCHES));

  private static final List<Map.Entry<String, Operator>> SIGNS =
      List.of(
          Map.entry(">=", Operator.AT_LEAST),
          Map.entry(">", Operator.GREATER),
          Map.entry("<=", Operator.AT_MOST),
          Map.entry("<", Operator.LESS));

  /**
   * A comparison of an attribute with at least one value, any of which will do.
   *
   * @param attribute as it was sent
   */
  record Filter(String attribute, Operator operator, List<String> values) {}

  /**
   * Reads the query of a request.
   *
   * @throws RequestRefused 400 that says what is wrong and how it is right
   */
  static ListRequest in(Optional<String> query) {
    QueryString read = QueryString.of(query);
    if (read.without(PLACES).length() > MAX_REPEATED) {
      throw QueryString.tooLong();
    }
    Reading reading = new Reading();
    read.terms().forEach(reading::add);
    return reading.request(read);
  }

  private static final class Reading {

    private final Map<Filter, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();

    void add(Term term) {
      switch (term.name()) {
        case "fields" ->
            others.merge(term.name(), term.value(), (before, more) -> before + "," + more);
        case "sort", OFFSET, "limit", CURSOR -> {
          if (others.put(term.name(), term.value()) != null) {
            throw RequestRefused.malformed(
                "invalid-criterion", term.name() + " is there twice", "");
          }
        }
        default -> addFilter(term);
      }
    }

    private void addFilter(Term term) {
      // attribute>value has no =, and attribute>=value has it behind the name
      String whole = term.raw().contains("=") ? term.name() + "=" + term.value() : term.name();
      for (Map.Entry<String, Operator> sign : SIGNS) {
        int at = whole.indexOf(sign.getKey());
        if (at > 0 && at <= term.name().length()) {
          add(
              whole.substring(0, at),
              sign.getValue(),
              whole.substring(at + sign.getKey().length()));
          return;
        }
      }
      for (Map.Entry<String, Operator> suffix : SUFFIXES) {
        if (term.name().endsWith(suffix.getKey())) {
          String name = term.name();
          add(
              name.substring(0, name.length() - suffix.getKey().length()),
              suffix.getValue(),
              term.value());
          return;
        }
      }
      add(term.name(), Operator.EQUAL, term.value());
    }

    private void add(String attribute, Operator operator, String text) {
      List<String> sent = operator == Operator.MATCHES ? List.of(unquoted(text)) : valuesIn(text);
      for (String value : sent) {
        if (value.length() > MAX_VALUE_LENGTH) {
          throw RequestRefused.malformed(
              "invalid-criterion", shown(attribute) + " has a value over 1,000 characters", "");
        }
      }
      if (text.isEmpty()) {
        throw RequestRefused.malformed(
            "invalid-criterion",
            shown(attribute) + " has no value",
            "An empty text is written as \"\".");
      }
      values
          .computeIfAbsent(new Filter(attribute, operator, List.of()), filter -> new ArrayList<>())
          .addAll(sent);
      if (values.values().stream().mapToInt(List::size).sum() > MAX_VALUES) {
        throw RequestRefused.malformed(
            "too-many-criteria",
            "the query has more than 100 values to compare with",
            "Ask in several requests.");
      }
    }

    ListRequest request(QueryString query) {
      int offset = number(OFFSET, 0);
      if (offset > MAX_OFFSET) {
        throw RequestRefused.malformed(
            "offset-too-large",
            "offset is over 10,000",
            "Follow the header Link: rel=\"next\" of each page, which goes on from any place.");
      }
      return new ListRequest(
          query,
          values.entrySet().stream()
              .map(
                  each ->
                      new Filter(
                          each.getKey().attribute(),
                          each.getKey().operator(),
                          List.copyOf(each.getValue())))
              .toList(),
          Projection.of(Optional.ofNullable(others.get("fields"))),
          Optional.ofNullable(others.get("sort")),
          offset,
          Math.min(number("limit", DEFAULT_LIMIT), MAX_LIMIT),
          Optional.ofNullable(others.get(CURSOR)));
    }

    private int number(String name, int unlessSaid) {
      String text = others.getOrDefault(name, Integer.toString(unlessSaid));
      if (!text.matches("[0-9]{1,9}")) {
        throw RequestRefused.malformed("invalid-criterion", name + " is not a number from 0", "");
      }
      return Integer.parseInt(text);
    }

    /** Separated by commas; one in double quotes may hold commas, and quotes that are doubled. */
    private static List<String> valuesIn(String text) {
      List<String> found = new ArrayList<>();
      Matcher value = VALUE.matcher(text);
      for (int start = 0; start <= text.length(); start = value.end() + 1) {
        value.region(start, text.length()).lookingAt();
        String quoted = value.group("quoted");
        found.add(quoted == null ? value.group() : quoted.replace("\"\"", "\""));
      }
      return found;
    }

    private static String unquoted(String text) {
      boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
      return quoted ? text.substring(1, text.length() - 1) : text;
    }
  }

  /** The query without the place in the list, as it was sent. */
  String rest() {
    return query.without(PLACES);
  }

  /** What an answer repeats of a name that a stranger sent. */
  static String shown(String name) {
    return name.length() > 100 ? name.substring(0, 100) + "…" : name;
  }
}
