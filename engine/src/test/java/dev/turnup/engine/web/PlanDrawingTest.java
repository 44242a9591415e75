package dev.turnup.engine.web;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.web.ShownPlan.ShownComponent;
import dev.turnup.engine.web.ShownPlan.ShownDelivery;
import dev.turnup.engine.web.ShownPlan.ShownNeed;
import dev.turnup.engine.web.ShownPlan.ShownVisit;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class PlanDrawingTest {

  private static final String FROM = "2026-03-02T07:00:00Z";
  private static final String UNTIL = "2026-03-04T15:00:00Z";

  @Test
  void showsWhatReliesOnWhatAndWhatIsCritical() {
    Element svg =
        drawn(
            component("1", "access-line", 1, "active", true),
            component("2", "ont", 1, "verified", true, "1"),
            component("3", "router", 1, "planned", true, "1", "2"),
            component("4", "internet-access", 2, "planned", true, "1", "2", "3"),
            component("5", "iptv", 1, "cancelled", false, "1", "2", "3"),
            component("6", "voice-line", 1, "planned", false, "1", "2", "3"),
            component("7", "sim-card", null, "planned", false));

    assertThat(texts(svg, "text"))
        .contains(
            "Plan of PO-1007, version 1 of 2",
            "Delivery 1 · planned · SITE-1 · from Mon 2 Mar 2026 · visit booked for Mon 2 Mar, 08:00",
            "Delivery 2 · planned · without a date · waits for a problem until Sat 26 Dec 2026",
            "Not in a delivery yet",
            "active · item 1.1",
            "Mon 2 Mar, 08:00 – Wed 4 Mar, 16:00",
            "critical");
    assertThat(texts(svg, "title"))
        .contains(
            "router, planned · item 1.1, Mon 2 Mar, 08:00 – Wed 4 Mar, 16:00, 16 working hours,"
                + " on the critical path, relies on access-line (active), ont (active)");
    assertThat(texts(svg, "desc"))
        .singleElement()
        .asString()
        .contains("Critical path: access-line, ont, router, internet-access.");
    NodeList paths = svg.getElementsByTagName("path");
    long lines =
        IntStream.range(0, paths.getLength())
            .filter(i -> ((Element) paths.item(i)).hasAttribute("marker-end"))
            .count();
    assertThat(lines).as("without those that follow from others").isEqualTo(5);
  }

  @Test
  void tellsWhatBecomesOfWhatIsThereAlready() {
    Element svg =
        drawn(
            component("1", "iptv", 1, "ceased", false),
            component("2", "router", 1, "deactivated", false, "1"),
            component("3", "internet-access", 2, "activated", true));

    assertThat(texts(svg, "text"))
        .contains(
            "end · ceased · item 1.1",
            "end · deactivated · item 1.1",
            "change · activated · item 1.1",
            "deactivated",
            "ceased",
            "stays as it is");
  }

  @Test
  void paintsEachStateInAColourOfItsOwnThatTheLegendExplains() {
    List<String> states =
        List.of("planned", "activated", "verified", "active", "deactivated", "ceased", "cancelled");
    Element svg =
        drawn(
            states.stream()
                .map(state -> component(state, state, 1, state, false))
                .toArray(ShownComponent[]::new));

    Map<String, String> boxes = fills(svg, "248");
    assertThat(boxes).containsOnlyKeys(states);
    assertThat(boxes.values()).doesNotHaveDuplicates();
    assertThat(fills(svg, "22")).containsAllEntriesOf(boxes);
  }

  @Test
  void isNoPlaceForWhatSomebodyWrote() {
    Element svg = drawn(component("1", "a<script>&\"\u0000\u001b\uD800'x", 1, "planned", false));

    assertThat(texts(svg, "text")).contains("a<script>&\"'x");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void drawsAHugePlanInPart() {
    List<ShownComponent> many = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      String before = Integer.toString(Math.max(0, i - 1));
      many.add(component(Integer.toString(i), "c-" + i, 1, "planned", false, before));
    }
    many.set(0, component("0", "c-0", 1, "planned", false));

    assertThat(texts(drawn(many.toArray(ShownComponent[]::new)), "text"))
        .contains("c-299")
        .doesNotContain("c-300")
        .anyMatch(text -> text.endsWith("600 more components are not drawn; the JSON has all."));
  }

  private static Element drawn(ShownComponent... components) {
    ShownPlan plan =
        new ShownPlan(
            "PO-1007",
            1,
            2,
            FROM,
            "planned",
            null,
            UNTIL,
            List.of(
                new ShownDelivery(
                    1,
                    "SITE-1",
                    "planned",
                    "2026-03-02",
                    null,
                    FROM,
                    UNTIL,
                    new ShownVisit("booked", FROM, UNTIL)),
                new ShownDelivery(2, null, "planned", null, "2026-12-26", null, null, null)),
            List.of(components));
    String svg = PlanDrawing.of("PO-1007", ZoneId.of("Europe/Berlin"), plan);
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }

  private static ShownComponent component(
      String id, String name, Integer delivery, String state, boolean critical, String... needs) {
    return new ShownComponent(
        id,
        name,
        "RFS",
        action(state),
        "1.1",
        "SITE-1",
        delivery,
        state,
        "available",
        "2026-03-02",
        16,
        FROM,
        UNTIL,
        critical,
        Stream.of(needs)
            .map(need -> new ShownNeed(need, NAMES.get(Integer.parseInt(need) % 4), "active"))
            .toList());
  }

  private static String action(String state) {
    return switch (state) {
      case "deactivated", "ceased" -> "cease";
      case "activated" -> "modify";
      default -> "add";
    };
  }

  private static final List<String> NAMES = List.of("", "access-line", "ont", "router");

  /** The colours of boxes of that width, by the first words after each. */
  private static Map<String, String> fills(Element svg, String width) {
    NodeList boxes = svg.getElementsByTagName("rect");
    return IntStream.range(0, boxes.getLength())
        .mapToObj(i -> (Element) boxes.item(i))
        .filter(box -> box.getAttribute("width").equals(width))
        .collect(toMap(PlanDrawingTest::wordsAfter, box -> box.getAttribute("fill")));
  }

  private static String wordsAfter(Element box) {
    return Stream.iterate(box.getNextSibling(), Node::getNextSibling)
        .filter(next -> next.getNodeName().equals("text"))
        .findFirst()
        .orElseThrow()
        .getTextContent();
  }

  private static List<String> texts(Element svg, String tag) {
    NodeList nodes = svg.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
