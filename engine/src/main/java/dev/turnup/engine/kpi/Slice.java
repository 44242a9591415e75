package dev.turnup.engine.kpi;

import java.util.Optional;

/** Which orders are counted; what is empty does not matter. */
public record Slice(Optional<String> tier, Optional<String> offering) {

  public static final Slice ALL = new Slice(Optional.empty(), Optional.empty());
}
