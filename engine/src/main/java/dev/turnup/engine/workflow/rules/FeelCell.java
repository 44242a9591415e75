package dev.turnup.engine.workflow.rules;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;

/** One cell of a decision table, in FEEL: whether it parses, and what it names. */
final class FeelCell {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

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
