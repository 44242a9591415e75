package dev.turnup.engine.web;

import dev.turnup.engine.decomposition.Sequence;
import dev.turnup.engine.web.ShownPlan.ShownComponent;
import dev.turnup.engine.web.ShownPlan.ShownDelivery;
import dev.turnup.engine.web.ShownPlan.ShownNeed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a picture, in SVG that loads and runs nothing: a lane for each delivery, a box for each
 * component, to the right of all that it relies on. What follows from other lines is not drawn. All
 * that colours tell is written as well.
 */
final class PlanDrawing {

  private static final int MOST_COMPONENTS = 300;
  private static final int LETTERS = 26;
  private static final int STATE_LETTERS = 36;

  private static final int MARGIN = 24;
  private static final int BOX_WIDTH = 248;
  private static final int BOX_HEIGHT = 66;
  private static final int COLUMN = BOX_WIDTH + 64;
  private static final int ROW = BOX_HEIGHT + 14;
  private static final int LANE_HEAD = 34;
  private static final int LANE_GAP = 14;
  private static final int TOP = 92;
  private static final int LEGEND = 80;
  private static final int LEAST_WIDTH = 900;

  private static final String INK = "#1d2730";
  private static final String GREY = "#5b6873";
  private static final String CRITICAL = "#b3261e";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

  /** Fill and line by state, as the pages have them. */
  private static final Map<String, String[]> COLOURS =
      Map.of(
          "planned", new String[] {"#e4e9ed", "#7b8894"},
          "activated", new String[] {"#dbeafb", "#0f4c8a"},
          "verified", new String[] {"#e7f5d8", "#4d7a12"},
          "active", new String[] {"#c6ecd3", "#12633a"},
          "deactivated", new String[] {"#eee6f7", "#5b3a86"},
          "ceased", new String[] {"#d7dbdf", "#3c4650"},
          "cancelled", new String[] {"#fbdedb", "#98221a"});

  private static final List<String> STATES =
      List.of("planned", "activated", "verified", "active", "deactivated", "ceased", "cancelled");

  /** What is to become of what is there already; what is added has no mark. */
  private record Mark(String word, String colour) {}

  private static final Map<String, Mark> MARKS =
      Map.of(
          "modify", new Mark("change", "#b06a00"),
          "cease", new Mark("end", "#5b3a86"),
          "none", new Mark("stays as it is", "#12633a"));

  private static final List<String> MARKED = List.of("modify", "cease", "none");

  /** Where a box stands. */
  private record Box(ShownComponent component, int column, int y) {
    int x() {
      return MARGIN + 14 + column * COLUMN;
    }
  }

  private final String number;
  private final ZoneId zone;
  private final ShownPlan plan;
  private final List<ShownComponent> drawn;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<List<Integer>> lines = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final StringBuilder lanes = new StringBuilder();
  private final List<Box> boxes = new ArrayList<>();

  private PlanDrawing(String number, ZoneId zone, ShownPlan plan) {
    this.number = number;
    this.zone = zone;
    this.plan = plan;
    this.drawn = plan.components().stream().limit(MOST_COMPONENTS).toList();
  }

  /**
   * @param zone in which times are told
   */
  static String of(String number, ZoneId zone, ShownPlan plan) {
    return new PlanDrawing(number, zone, plan).svg();
  }

  private String svg() {
    relate();
    int widest = columns.stream().mapToInt(column -> column).max().orElse(0) + 1;
    int width = Math.max(LEAST_WIDTH, 2 * MARGIN + 28 + widest * COLUMN - 64);
    int bottom = placeLanes(width);
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title description" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13" fill="%s">
        <title id="title">%s</title>
        <desc id="description">%s</desc>
        <defs>
        %s%s</defs>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(
                width,
                bottom + LEGEND,
                width,
                bottom + LEGEND,
                INK,
                escaped(title()),
                escaped(description()),
                arrow("line", GREY),
                arrow("critical", CRITICAL)));
    svg.append(text(MARGIN, 36, 20, "600", INK, title()));
    svg.append(text(MARGIN, 60, 13, "400", GREY, subtitle()));
    svg.append(text(MARGIN, 78, 13, "400", GREY, "Times in " + zone.getId()));
    svg.append(lanes);
    drawLines(svg);
    boxes.forEach(box -> draw(svg, box));
    legend(svg, bottom);
    return svg.append("</svg>\n").toString();
  }

  /** Who relies on whom without a step between, and how far to the right each one stands. */
  private void relate() {
    for (ShownComponent component : drawn) {
      positions.put(component.id(), positions.size());
    }
    List<Optional<BitSet>> below = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      below.add(Optional.empty());
      lines.add(List.of());
      columns.add(0);
    }
    // each finds what is below those that it relies on, so that no chain is too long
    for (ShownComponent component :
        Sequence.prerequisitesFirst(
            drawn,
            ShownComponent::id,
            each -> each.reliesOn().stream().map(ShownNeed::component).toList())) {
      below(positions.get(component.id()), below);
    }
  }

  /** All that a component relies on, by whatever way. */
  private BitSet below(int position, List<Optional<BitSet>> known) {
    Optional<BitSet> before = known.get(position);
    if (before.isPresent()) {
      return before.get();
    }
    BitSet all = new BitSet();
    BitSet farther = new BitSet();
    List<Integer> others = new ArrayList<>();
    int column = 0;
    for (ShownNeed need : drawn.get(position).reliesOn()) {
      Integer other = positions.get(need.component());
      if (other != null) {
        BitSet its = below(other, known);
        farther.or(its);
        all.or(its);
        all.set(other);
        others.add(other);
        column = Math.max(column, columns.get(other) + 1);
      }
    }
    lines.set(position, others.stream().filter(other -> !farther.get(other)).toList());
    columns.set(position, column);
    known.set(position, Optional.of(all));
    return all;
  }

  private int placeLanes(int width) {
    Map<Integer, List<Integer>> byDelivery = new TreeMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      int delivery = Optional.ofNullable(drawn.get(i).delivery()).orElse(Integer.MAX_VALUE);
      byDelivery.computeIfAbsent(delivery, d -> new ArrayList<>()).add(i);
    }
    int y = TOP;
    for (Map.Entry<Integer, List<Integer>> lane : byDelivery.entrySet()) {
      Map<Integer, Integer> used = new HashMap<>();
      for (int position : lane.getValue()) {
        int row = used.merge(columns.get(position), 1, Integer::sum) - 1;
        boxes.add(new Box(drawn.get(position), columns.get(position), y + LANE_HEAD + row * ROW));
      }
      int rows = used.values().stream().mapToInt(n -> n).max().orElse(1);
      int height = LANE_HEAD + rows * ROW;
      lanes.append(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#f6f8fa\" stroke=\"#d5dce2\"/>%n"
              .formatted(MARGIN, y, width - 2 * MARGIN, height));
      lanes.append(text(MARGIN + 14, y + 22, 13, "600", INK, head(lane.getKey())));
      y += height + LANE_GAP;
    }
    return y;
  }

  private String head(int delivery) {
    return plan.deliveries().stream()
        .filter(each -> each.number() == delivery)
        .findFirst()
        .map(this::head)
        .orElse("Not in a delivery yet");
  }

  private String head(ShownDelivery delivery) {
    return "Delivery "
        + delivery.number()
        + optional(delivery.state()).map(state -> " · " + state).orElse("")
        + optional(delivery.site()).map(site -> " · " + shortened(site)).orElse("")
        + optional(delivery.readyDate())
            .map(day -> " · from " + DAY.format(LocalDate.parse(day)))
            .orElse(" · without a date")
        + optional(delivery.solvedDate())
            .map(day -> " · waits for a problem until " + DAY.format(LocalDate.parse(day)))
            .orElse("")
        + Optional.ofNullable(delivery.visit())
            .map(visit -> " · visit " + visit.state() + " for " + time(visit.start()))
            .orElse("");
  }

  private void drawLines(StringBuilder svg) {
    Map<String, Box> byId = new HashMap<>();
    boxes.forEach(box -> byId.put(box.component().id(), box));
    for (int i = 0; i < drawn.size(); i++) {
      Box to = byId.get(drawn.get(i).id());
      for (int other : lines.get(i)) {
        Box from = byId.get(drawn.get(other).id());
        boolean critical = from.component().critical() && to.component().critical();
        int x1 = from.x() + BOX_WIDTH;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int x2 = to.x() - 3;
        int y2 = to.y() + BOX_HEIGHT / 2;
        svg.append(
            "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" marker-end=\"url(#%s)\"/>%n"
                .formatted(
                    x1,
                    y1,
                    x1 + 32,
                    y1,
                    x2 - 32,
                    y2,
                    x2,
                    y2,
                    critical ? CRITICAL : GREY,
                    critical ? "2.5" : "1.3",
                    critical ? "critical" : "line"));
      }
    }
  }

  private void draw(StringBuilder svg, Box box) {
    ShownComponent component = box.component();
    String[] colours =
        COLOURS.getOrDefault(optional(component.state()).orElse("planned"), COLOURS.get("planned"));
    svg.append("<g><title>%s</title>%n".formatted(escaped(alternative(component))));
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>%n"
            .formatted(
                box.x(),
                box.y(),
                BOX_WIDTH,
                BOX_HEIGHT,
                colours[0],
                component.critical() ? CRITICAL : colours[1],
                component.critical() ? "2.5" : "1.2"));
    int x = box.x() + 12;
    mark(component).ifPresent(mark -> svg.append(strip(box.x(), box.y(), BOX_HEIGHT, mark)));
    svg.append(text(x, box.y() + 20, 13, "600", INK, shortened(component.name())));
    if (component.critical()) {
      svg.append(
          "<text x=\"%d\" y=\"%d\" font-size=\"10\" font-weight=\"700\" fill=\"%s\" text-anchor=\"end\">critical</text>%n"
              .formatted(box.x() + BOX_WIDTH - 10, box.y() + 19, CRITICAL));
    }
    svg.append(text(x, box.y() + 38, 12, "400", INK, shortened(stateOf(component), STATE_LETTERS)));
    svg.append(text(x, box.y() + 55, 11, "400", INK, times(component)));
    svg.append("</g>\n");
  }

  private void legend(StringBuilder svg, int top) {
    int x = MARGIN;
    int y = top + 12;
    for (String state : STATES) {
      String[] colours = COLOURS.getOrDefault(state, new String[] {"#fff", INK});
      svg.append(
          "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" rx=\"4\" fill=\"%s\" stroke=\"%s\"/>%n"
              .formatted(x, y, colours[0], colours[1]));
      svg.append(text(x + 28, y + 12, 12, "400", INK, state));
      x += 108;
    }
    x = MARGIN;
    y += 22;
    for (String action : MARKED) {
      Mark mark = MARKS.get(action);
      svg.append(strip(x, y - 1, 16, mark));
      svg.append(text(x + 12, y + 12, 12, "400", INK, mark.word()));
      x += 108;
    }
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" rx=\"4\" fill=\"#ffffff\" stroke=\"%s\" stroke-width=\"2.5\"/>%n"
            .formatted(x, y, CRITICAL));
    svg.append(
        text(x + 28, y + 12, 12, "400", INK, "critical: if it takes longer, the end is later"));
    int left = plan.components().size() - drawn.size();
    svg.append(
        text(
            MARGIN,
            y + 34,
            12,
            "400",
            GREY,
            "An arrow leads from what is needed to what needs it."
                + (left > 0
                    ? " " + left + " more components are not drawn; the JSON has all."
                    : "")));
  }

  private String title() {
    return "Plan of "
        + number
        + (plan.version() == null ? "" : ", version " + plan.version())
        + (plan.version() == null || plan.version().equals(plan.newestVersion())
            ? ""
            : " of " + plan.newestVersion());
  }

  private String subtitle() {
    return optional(plan.madeAt())
            .map(
                at -> "Made " + time(at) + optional(plan.why()).map(w -> " (" + w + ")").orElse(""))
            .orElse("Not placed")
        + optional(plan.start()).map(start -> " · starts " + time(start)).orElse("")
        + optional(plan.projectedEnd())
            .map(end -> " · can end " + time(end) + " at the earliest")
            .orElse(" · no end in sight: something has no date, or nothing is left");
  }

  private String description() {
    List<String> critical =
        plan.components().stream()
            .filter(ShownComponent::critical)
            .sorted(
                Comparator.comparing((ShownComponent each) -> String.valueOf(each.earliestStart()))
                    .thenComparing(each -> String.valueOf(each.earliestEnd())))
            .map(ShownComponent::name)
            .distinct()
            .toList();
    return "Components: %d, deliveries: %d. %s. Critical path: %s."
        .formatted(
            plan.components().size(),
            plan.deliveries().size(),
            subtitle(),
            critical.isEmpty() ? "none" : String.join(", ", critical));
  }

  private String alternative(ShownComponent component) {
    List<String> needs =
        component.reliesOn().stream().map(need -> need.name() + " (" + need.needs() + ")").toList();
    return component.name()
        + ", "
        + stateOf(component)
        + ", "
        + times(component)
        + ", "
        + component.leadTimeHours()
        + " working hours"
        + (component.critical() ? ", on the critical path" : "")
        + (needs.isEmpty() ? ", relies on nothing" : ", relies on " + String.join(", ", needs));
  }

  private static Optional<Mark> mark(ShownComponent component) {
    return optional(component.action()).map(MARKS::get);
  }

  private static String strip(int x, int y, int height, Mark mark) {
    return "<rect x=\"%d\" y=\"%d\" width=\"5\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n"
        .formatted(x, y, height, mark.colour());
  }

  private static String stateOf(ShownComponent component) {
    return mark(component).map(mark -> mark.word() + " · ").orElse("")
        + optional(component.state()).map(state -> state + " · ").orElse("")
        + "item "
        + component.item();
  }

  private String times(ShownComponent component) {
    return optional(component.earliestStart())
        .flatMap(
            start ->
                optional(component.earliestEnd())
                    .map(end -> start.equals(end) ? time(start) : time(start) + " – " + time(end)))
        .orElse("no time of its own");
  }

  private String time(String instant) {
    return TIME.withZone(zone).format(Instant.parse(instant));
  }

  private static String shortened(String text) {
    return shortened(text, LETTERS);
  }

  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static Optional<String> optional(@Nullable String text) {
    return Optional.ofNullable(text);
  }

  private static String arrow(String id, String colour) {
    return """
        <marker id="%s" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="%s"/></marker>
        """
        .formatted(id, colour);
  }

  private static String text(int x, int y, int size, String weight, String colour, String text) {
    return "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>%n"
        .formatted(x, y, size, weight, colour, escaped(text));
  }

  /** What XML has no letter for is left out. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                  boolean allowed =
                      letter >= 0x20 && letter < 0xD800
                          || letter >= 0xE000 && letter < 0xFFFE
                          || letter >= 0x10000;
                  if (allowed) {
                    escaped.appendCodePoint(letter);
                  }
                }
              }
            });
    return escaped.toString();
  }
}
