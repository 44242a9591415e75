package dev.turnup.engine.workflow.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The expressions that a model may hold: names of variables, compared with one another and with
 * plain values. No calls, no properties: an expression that may call a method may run anything.
 */
final class ModelExpression {

  /** The number of the order, for what a model calls. */
  static final String BUSINESS_KEY = "#{execution.processBusinessKey}";

  private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*([A-Za-z_]\\w*)\\s*}");

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<name>[A-Za-z_]\\w*)|(?<value>'[^'\\\\]*'|\"[^\"\\\\]*\"|\\d+(?:\\.\\d+)?)"
              + "|(?<operator>==|!=|<=|>=|<|>|&&|\\|\\||!|\\(|\\)))\\s*");

  private static final Pattern CALL = Pattern.compile("[A-Za-z_]\\w*\\s*\\(");

  private static final Set<String> OPERATORS_IN_WORDS =
      Set.of(
          "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "empty", "true", "false", "null");

  /** What the engine offers by these names are objects with methods. */
  private static final Set<String> ENGINE_OBJECTS =
      Set.of("execution", "task", "externalTask", "caseExecution", "authenticatedUserId");

  private ModelExpression() {}

  /** Whether the text would be evaluated. */
  static boolean isIn(String text) {
    return text.contains("${") || text.contains("#{");
  }

  /** The bean that the text names and nothing else. */
  static Optional<String> delegateOf(String text) {
    Matcher matcher = DELEGATE.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The variables that the text asks for when it is evaluated. */
  static Set<String> namesIn(String text) {
    return bodiesOf(text).stream()
        .flatMap(body -> TOKEN.matcher(body).results())
        .map(token -> Optional.ofNullable(token.group(1)))
        .flatMap(Optional::stream)
        .filter(name -> !OPERATORS_IN_WORDS.contains(name))
        .collect(Collectors.toSet());
  }

  /** Why the text may not be evaluated; empty where it may. */
  static Optional<String> objectionTo(String text, Set<String> delegates) {
    // before a brace it would hide from us where the engine sees the next expression begin
    if (text.contains("\\")) {
      return Optional.of("holds a backslash");
    }
    for (String body : bodiesOf(text)) {
      Optional<String> objection = objectionToBody(body, delegates);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> objectionToBody(String body, Set<String> delegates) {
    if (CALL.matcher(body).results().anyMatch(call -> !isOperator(call.group()))) {
      return Optional.of("{" + body + "} calls something");
    }
    Matcher token = TOKEN.matcher(body);
    int end = 0;
    while (token.find() && token.start() == end) {
      end = token.end();
      String name = token.group("name");
      if (name != null && ENGINE_OBJECTS.contains(name)) {
        return Optional.of("{" + body + "} uses the engine's " + name);
      }
      if (name != null && delegates.contains(name)) {
        return Optional.of("{" + body + "} uses " + name + ", which is own work, as a value");
      }
    }
    return end == body.length() && !body.isBlank()
        ? Optional.empty()
        : Optional.of("{" + body + "} is more than a comparison of variables");
  }

  private static boolean isOperator(String call) {
    return OPERATORS_IN_WORDS.contains(call.replace("(", "").strip());
  }

  /** What stands between the braces; the rest of the text where a brace is not closed. */
  private static List<String> bodiesOf(String text) {
    List<String> bodies = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = firstOf(text, at);
      if (start < 0) {
        return bodies;
      }
      int end = endOf(text, start + 2);
      bodies.add(text.substring(start + 2, end));
      at = end + 1;
    }
    return bodies;
  }

  private static int firstOf(String text, int from) {
    int immediate = text.indexOf("${", from);
    int deferred = text.indexOf("#{", from);
    return immediate < 0 || deferred < 0
        ? Math.max(immediate, deferred)
        : Math.min(immediate, deferred);
  }

  private static int endOf(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '}') {
        return i;
      }
    }
    return text.length();
  }
}
