package dev.turnup.engine.cost;

import java.util.List;

/** Bars of what matters most, side by side for all rows, as SVG. */
final class Chart {

  private static final List<Measure> SHOWN =
      List.of(
          Measure.THROUGHPUT,
          Measure.CPU,
          Measure.STATEMENTS,
          Measure.WAL,
          Measure.ACCEPT_P99_AT_HALF);
  private static final List<String> COLOURS = List.of("#9aa5b1", "#d9822b", "#7b61c4", "#1f7a8c");
  private static final int WIDTH = 760;
  private static final int LEFT = 170;
  private static final int LONGEST = 460;
  private static final int BAR = 16;
  private static final int GAP = 34;
  private static final int TOP = 36;

  private Chart() {}

  static String of(Product product, Results results) {
    StringBuilder bars = new StringBuilder();
    int y = TOP;
    for (Measure measure : SHOWN) {
      text(bars, 10, y + 12, "bold", measure.label());
      y += 20;
      double most =
          results.rows().stream().mapToDouble(row -> results.median(row, measure)).max().orElse(1);
      for (Row row : results.rows()) {
        double value = results.median(row, measure);
        double length = most == 0 ? 0 : value / most * LONGEST;
        text(bars, 10, y + 12, "normal", row.title());
        bars.append(
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
                .formatted(LEFT, y, length, BAR - 2, COLOURS.get(row.ordinal())));
        text(bars, (int) (LEFT + length + 6), y + 12, "normal", results.shown(row, measure));
        y += BAR;
      }
      y += GAP - BAR;
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="20" font-size="15" font-weight="bold">What an order costs: %3$s</text>
        %4$s</svg>
        """
        .formatted(WIDTH, y, product.code(), bars);
  }

  private static void text(StringBuilder to, int x, int y, String weight, String text) {
    to.append(
        "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>%n".formatted(x, y, weight, text));
  }
}
