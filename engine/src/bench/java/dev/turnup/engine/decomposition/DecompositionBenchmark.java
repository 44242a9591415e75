package dev.turnup.engine.decomposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.FreePorts;
import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.Turnup;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Submissions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long it takes to decompose a triple play, rows of PostgreSQL included, when each of the three
 * tables has more than a thousand rules: products that were ordered before, and products that
 * nobody has ordered yet.
 */
final class DecompositionBenchmark {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int RULES = 1_000;

  /** As many as there are services that need something, by threes. */
  private static final int RUNS = 110;

  private final Orders orders;
  private final DecomposeItems decomposeItems;
  private final TransactionTemplate transaction;
  private final DecisionVersions versions;
  private final RepositoryService repository;
  private final Components components;
  private final Findings findings;

  private DecompositionBenchmark(ConfigurableApplicationContext application) {
    orders = application.getBean(Orders.class);
    decomposeItems = application.getBean(DecomposeItems.class);
    transaction = application.getBean(TransactionTemplate.class);
    versions = application.getBean(DecisionVersions.class);
    repository = application.getBean(RepositoryService.class);
    components = application.getBean(Components.class);
    findings = application.getBean(Findings.class);
  }

  public static void main(String[] arguments) throws IOException {
    List<String> settings = new ArrayList<>();
    settings.add("--spring.datasource.url=" + TestDatabase.empty());
    settings.add("--turnup.sandbox=true");
    settings.add("--server.port=0");
    FreePorts.forSandbox().forEach((name, port) -> settings.add("--" + name + "=" + port));
    try (ConfigurableApplicationContext application =
        SpringApplication.run(Turnup.class, settings.toArray(String[]::new))) {
      DecompositionBenchmark benchmark = new DecompositionBenchmark(application);
      benchmark.deploy();
      benchmark.run();
    }
    System.exit(0);
  }

  private void run() {
    System.out.printf(
        "%n%,5d rules a table%16s%12s%12s%12s%n",
        RULES, "median ms", "99 % ms", "most ms", "CPU ms");
    print("the very first", IntStream.of(0));
    print("never ordered before", IntStream.rangeClosed(1, RUNS));
    print("ordered before", IntStream.rangeClosed(1, RUNS).map(run -> 1));
  }

  /** The CPU time is that of all runs by their number: what a machine that is busy tells best. */
  private void print(String what, IntStream runs) {
    long before = THREADS.getCurrentThreadCpuTime();
    long[] nanos = runs.mapToLong(this::nanos).sorted().toArray();
    long cpu = THREADS.getCurrentThreadCpuTime() - before;
    System.out.printf(
        "%-22s%12.2f%12.2f%12.2f%12.2f%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6,
        cpu / 1e6 / nanos.length);
  }

  /** Three products under a bundle, at one site. */
  private long nanos(int run) {
    List<OrderItem> items = new ArrayList<>();
    items.add(plain(Submissions.item("1", Optional.empty(), "bundle")));
    for (int i = 0; i < 3; i++) {
      items.add(plain(Submissions.item("1." + i, Optional.of("1"), "new-" + (3 * run + i))));
    }
    OrderId id = orders.nextId();
    transaction.executeWithoutResult(status -> accept(id, items));
    long start = System.nanoTime();
    transaction.executeWithoutResult(status -> decomposeItems.forOrder(id));
    long nanos = System.nanoTime() - start;
    if (components.of(id).size() != 6) {
      throw new IllegalStateException(components.of(id) + " " + findings.of(id));
    }
    return nanos;
  }

  private static OrderItem plain(OrderItem item) {
    return AnItem.like(item).characterised(Map.of()).item();
  }

  private void accept(OrderId id, List<OrderItem> items) {
    OrderSubmission submission = Submissions.submission(id.value(), items);
    orders.add(
        new ProductOrder(
            new ProductOrder.Header(
                id,
                submission.caller(),
                Optional.empty(),
                submission.customer(),
                Instant.now(),
                Optional.empty(),
                Optional.empty()),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            items,
            0),
        submission);
    versions.pin(
        id,
        repository.createDecisionDefinitionQuery().latestVersion().list().stream()
            .collect(toMap(DecisionDefinition::getKey, DecisionDefinition::getId)));
  }

  private void deploy() throws IOException {
    String product = table("decompose-product", this::product);
    String component = table("decompose-component", this::component);
    String specification = table("component-specification", this::specification);
    repository
        .createDeployment()
        .addString("decompose-product.dmn", product)
        .addString("decompose-component.dmn", component)
        .addString("component-specification.dmn", specification)
        .deploy();
  }

  private String product(int number) {
    return rule(number, List.of(text("new-" + number), "", text("add")), part("service-" + number));
  }

  /** Three rows a service. */
  private String component(int number) {
    String needed = List.of("access-line", "ont", "router").get(number % 3);
    return rule(
        number,
        List.of(text("service-" + number / 3), text("add")),
        List.of(text(needed), "1", text("site"), "null"));
  }

  private String specification(int number) {
    return rule(
        number,
        List.of(text("service-" + number)),
        List.of(
            text("CFS"),
            text(""),
            text("1"),
            "false",
            text(""),
            "0",
            "1",
            text("service-activation"),
            text("access-line, ont, router"),
            text("none"),
            "true",
            text("postpaid"),
            text("cease")));
  }

  private static List<String> part(String component) {
    return List.of(text(component), "1", text("item"), "null");
  }

  private static String text(String text) {
    return "&quot;" + text + "&quot;";
  }

  private static String rule(int number, List<String> inputs, List<String> outputs) {
    StringBuilder rule = new StringBuilder();
    rule.append("<rule id='Rule_Bench%d'><description>one of many</description>".formatted(number));
    for (int i = 0; i < inputs.size(); i++) {
      rule.append(
          "<inputEntry id='In_%d_%d'><text>%s</text></inputEntry>"
              .formatted(number, i, inputs.get(i)));
    }
    for (int i = 0; i < outputs.size(); i++) {
      rule.append(
          "<outputEntry id='Out_%d_%d'><text>%s</text></outputEntry>"
              .formatted(number, i, outputs.get(i)));
    }
    return rule.append("</rule>").toString();
  }

  /** The table as it is bundled, with many rules more. */
  private static String table(String key, IntFunction<String> rule) throws IOException {
    return new ClassPathResource("decisions/" + key + ".dmn")
        .getContentAsString(UTF_8)
        .replace(
            "</decisionTable>",
            IntStream.range(0, RULES).mapToObj(rule).collect(joining()) + "</decisionTable>");
  }
}
