package dev.turnup.engine.workflow.rules;

import camundajar.impl.scala.Product;
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

  /** Variables that it reads. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    collect(parsed.parsedExpression().expression(), names, new LinkedHashSet<>());
    return names;
  }

  /** Functions that it calls. */
  Set<String> functions() {
    Set<String> functions = new LinkedHashSet<>();
    collect(parsed.parsedExpression().expression(), new LinkedHashSet<>(), functions);
    return functions;
  }

  private static void collect(Object node, Set<String> names, Set<String> functions) {
    if (node instanceof Ref ref) {
      names.add(ref.names().head());
    } else if (node instanceof FunctionInvocation call) {
      functions.add(call.function());
    }
    if (node instanceof Iterable<?> nodes) {
      visit(nodes.iterator(), names, functions);
    } else if (node instanceof Product parts) {
      visit(parts.productIterator(), names, functions);
    }
  }

  private static void visit(Iterator<?> nodes, Set<String> names, Set<String> functions) {
    while (nodes.hasNext()) {
      collect(nodes.next(), names, functions);
    }
  }
}
