package dev.turnup.engine.web;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.PreviewDecomposition.Judged;
import dev.turnup.engine.delivery.PreviewOrder.Previewed;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.web.ShownPlan.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an order would be, as programs see it. Capacity is unknown: the plan holds if there is room
 * for everything at once.
 *
 * @param verdict {@code valid}, {@code waiting}, {@code repairable} or {@code invalid}
 * @param unanswered what outside systems were asked in vain, which may still be in the way
 */
record ShownPreview(
    String verdict, List<ShownFinding> findings, List<ShownQuestion> unanswered, ShownPlan plan) {

  /**
   * @param question its topic
   * @param code why there is no answer
   */
  record ShownQuestion(String question, String code) {}

  /**
   * @param verdict {@code accept}, {@code wait}, {@code repair} or {@code reject}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownFinding(
      String code, @Nullable String item, String verdict, String explanation, String detail) {

    private static ShownFinding of(Judged judged) {
      return new ShownFinding(
          judged.finding().code(),
          judged.finding().item().map(ItemId::value).orElse(null),
          switch (judged.verdict()) {
            case VALID -> "accept";
            case WAITING -> "wait";
            case REPAIRABLE -> "repair";
            case INVALID -> "reject";
          },
          judged.explanation(),
          judged.finding().detail());
    }
  }

  static ShownPreview of(Previewed previewed) {
    Map<ComponentId, Facts> facts =
        previewed.decomposition().components().stream()
            .collect(toMap(Component::id, ShownPreview::factsOf));
    return new ShownPreview(
        previewed.decomposition().verdict().code(),
        previewed.decomposition().findings().stream().map(ShownFinding::of).toList(),
        previewed.decomposition().unanswered().stream()
            .map(each -> new ShownQuestion(each.question(), each.failure().code()))
            .toList(),
        ShownPlan.of(previewed.plan(), facts, ShownPreview::number));
  }

  private static Facts factsOf(Component component) {
    return new Facts(
        component.specification().kind().code(),
        component.action().code(),
        Optional.empty(),
        component.toReserve().isPresent() ? "unknown" : "not-needed",
        Optional.empty());
  }

  /** There are no ids yet: components are numbered. */
  private static String number(ComponentId id) {
    return Long.toString(id.value().getLeastSignificantBits());
  }
}
