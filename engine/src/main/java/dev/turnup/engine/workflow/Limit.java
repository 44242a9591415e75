package dev.turnup.engine.workflow;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What began before {@code start} takes too long: a step of a version of a model, for customers of
 * a tier.
 */
record Limit(String definition, String activity, String tier, Instant start) {

  /** What a statement joins them as. */
  static final String ALLOWED =
      """
      unnest(
                        cast(:definitions as text[]),
                        cast(:activities as text[]),
                        cast(:tiers as text[]),
                        cast(cast(:starts as text[]) as timestamp[])) as allowed (definition, activity, tier, start)""";

  /** The parameters of {@link #ALLOWED}. */
  static Map<String, Object> parameters(List<Limit> limits) {
    return Map.of(
        "definitions", column(limits, Limit::definition),
        "activities", column(limits, Limit::activity),
        "tiers", column(limits, Limit::tier),
        "starts", column(limits, limit -> Timestamp.from(limit.start).toString()));
  }

  private static String[] column(List<Limit> limits, Function<Limit, String> value) {
    return limits.stream().map(value).toArray(String[]::new);
  }
}
