package dev.turnup.engine.workflow.rules;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;

/** One cell of a decision table, in FEEL: whether it parses, and what it names. */
final class FeelCell {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Pattern TEXTS =
      Pattern.compile("(?:not\\s*\\()?\\s*T(?:\\s*,\\s*T)*\\s*\\)?".replace("T", TEXT.pattern()));
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private final ParseResult parsed;

  private FeelCell(ParseResult parsed) {
    this.parsed = parsed;
  }

  static FeelCell test(String text) {
    return new FeelCell(FEEL.parseUnaryTests(text));
  }

  static FeelCell expression(String text) {
    return new FeelCell(FEEL.parseExpression(text));
  }

  /**
   * The value of an answer that is no more than a text, a number, true, false or null, which is as
   * good as an empty text; nothing if it is anything else.
   */
  static Optional<Object> literal(String text) {
    if (TEXT.matcher(text).matches()) {
      return Optional.of(text.substring(1, text.length() - 1));
    }
    return switch (text) {
      case "null" -> Optional.of("");
      case "true", "false" -> Optional.of(Boolean.valueOf(text));
      default ->
          NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    };
  }

  /** The texts of a test that only lists texts, or rules them out; else none. */
  static List<String> textsIn(String text) {
    return TEXTS.matcher(text).matches()
        ? TEXT.matcher(text).results().map(found -> found.group(1)).toList()
        : List.of();
  }

  /** Why it cannot be read. */
  Optional<String> error() {
    return parsed.isFailure() ? Optional.of(parsed.failure().message()) : Optional.empty();
  }

  /** Variables that it reads, without those that it declares itself. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Set<String> declared = new LinkedHashSet<>();
    collect(parsed.parsedExpression().expression(), names, new LinkedHashSet<>(), declared);
    names.removeAll(declared);
    return names;
  }

  /** Functions that it calls. */
  Set<String> functions() {
    Set<String> functions = new LinkedHashSet<>();
    collect(
        parsed.parsedExpression().expression(),
        new LinkedHashSet<>(),
        functions,
        new LinkedHashSet<>());
    return functions;
  }

  private static void collect(
      Object node, Set<String> names, Set<String> functions, Set<String> declared) {
    if (node instanceof Ref ref) {
      names.add(ref.names().head());
    } else if (node instanceof FunctionInvocation call) {
      functions.add(call.function());
    } else if (node instanceof Tuple2<?, ?> entry && entry._1() instanceof String name) {
      // of a context, or what a loop runs over
      declared.add(name);
    }
    if (node instanceof Iterable<?> nodes) {
      visit(nodes.iterator(), names, functions, declared);
    } else if (node instanceof Product parts) {
      visit(parts.productIterator(), names, functions, declared);
    }
  }

  private static void visit(
      Iterator<?> nodes, Set<String> names, Set<String> functions, Set<String> declared) {
    while (nodes.hasNext()) {
      collect(nodes.next(), names, functions, declared);
    }
  }
}
