package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A catalogue drawn by chance, which answers as the tables do. Components are {@code c0}, {@code
 * c1} and so on, offerings {@code o0} and so on.
 */
record Shelf(List<Drawn> components, List<List<Row>> offerings) implements Decisions {

  /** The characteristic that rows look at. */
  static final String COLOUR = "colour";

  /** All that need a component need it within the same scope. */
  record Drawn(
      Scope scope,
      Specification.Kind kind,
      List<Row> parts,
      Map<Integer, ComponentState> reliesOn) {}

  /**
   * What something is made of.
   *
   * @param component its index
   * @param onlyFor the colour of whatever it is for; empty if the row does not look at it
   * @param painted the colour that the component gets; empty if it inherits what is there
   */
  record Row(int component, int quantity, Optional<String> onlyFor, Optional<String> painted) {

    boolean isFor(Map<String, ?> characteristics) {
      return onlyFor.isEmpty() || onlyFor.get().equals(characteristics.get(COLOUR));
    }
  }

  /** The same, within the widest of these scopes where it is none of them. */
  Shelf sharedWithin(Set<Scope> scopes) {
    return new Shelf(
        components.stream()
            .map(
                drawn ->
                    new Drawn(
                        scopes.contains(drawn.scope()) ? drawn.scope() : Collections.max(scopes),
                        drawn.kind(),
                        drawn.parts(),
                        drawn.reliesOn()))
            .toList(),
        offerings);
  }

  /** The same, whose rows paint in no other colour. */
  Shelf inOneColour(String colour) {
    return new Shelf(
        components.stream()
            .map(
                drawn ->
                    new Drawn(
                        drawn.scope(),
                        drawn.kind(),
                        painting(drawn.parts(), colour),
                        drawn.reliesOn()))
            .toList(),
        offerings.stream().map(rows -> painting(rows, colour)).toList());
  }

  private static List<Row> painting(List<Row> rows, String colour) {
    return rows.stream()
        .map(
            row ->
                new Row(
                    row.component(),
                    row.quantity(),
                    row.onlyFor(),
                    row.painted().map(other -> colour)))
        .toList();
  }

  Drawn the(String component) {
    return components.get(indexOf(component));
  }

  List<Row> rowsOfOffering(String offering, Map<String, ?> characteristics) {
    return matching(offerings.get(indexOf(offering)), characteristics);
  }

  List<Row> rowsOfComponent(String component, Map<String, ?> characteristics) {
    return matching(the(component).parts(), characteristics);
  }

  static String name(int component) {
    return "c" + component;
  }

  private static int indexOf(String name) {
    return Integer.parseInt(name.substring(1));
  }

  private static List<Row> matching(List<Row> rows, Map<String, ?> characteristics) {
    return rows.stream().filter(row -> row.isFor(characteristics)).toList();
  }

  @Override
  public Answer one(OrderId order, String table, Map<String, Object> inputs) {
    Drawn drawn = the(inputs.get("component").toString());
    return new Answer(
        table,
        Map.ofEntries(
            Map.entry("kind", drawn.kind().code()),
            Map.entry("capacityResource", ""),
            Map.entry("units", "1"),
            Map.entry("siteVisit", false),
            Map.entry("skill", ""),
            Map.entry("durationMinutes", 0),
            Map.entry("leadTimeHours", 0),
            Map.entry("activationProcess", "service-activation"),
            Map.entry("reliesOn", reliesOn(drawn)),
            Map.entry("pointOfNoReturn", "none"),
            Map.entry("billable", false),
            Map.entry("chargingMode", ""),
            Map.entry("reversal", "cease")));
  }

  @Override
  public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
    List<Row> rows =
        table.equals("decompose-component")
            ? rowsOfComponent(Objects.toString(inputs.get("component")), inputs)
            : rowsOfOffering(Objects.toString(inputs.get("offering")), inputs);
    return rows.stream().map(row -> new Answer(table, cells(row))).toList();
  }

  private Map<String, Object> cells(Row row) {
    Map<String, Object> cells = new HashMap<>();
    cells.put("component", name(row.component()));
    cells.put("quantity", row.quantity());
    cells.put("sharedWithin", components.get(row.component()).scope().code());
    row.painted().ifPresent(colour -> cells.put("characteristics", Map.of(COLOUR, colour)));
    return cells;
  }

  private static String reliesOn(Drawn drawn) {
    return drawn.reliesOn().entrySet().stream()
        .map(need -> name(need.getKey()) + " (" + need.getValue().code() + ")")
        .collect(joining(", "));
  }
}
