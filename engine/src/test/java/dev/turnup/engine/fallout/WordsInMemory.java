package dev.turnup.engine.fallout;

import dev.turnup.engine.order.StepFellOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people said in place of systems; only for steps of the workforce system. */
public final class WordsInMemory implements PersonsWord {

  public final List<String> said = new ArrayList<>();

  @Override
  public Optional<String> againstDone(StepFellOut what) {
    return against(what, "Only the system itself can say that.");
  }

  @Override
  public boolean takesTwo(StepFellOut what) {
    return what.step().equals("workforce.takes-two");
  }

  @Override
  public Optional<String> againstSkipping(StepFellOut what) {
    return against(what, "The order cannot go on without it.");
  }

  private static Optional<String> against(StepFellOut what, String why) {
    return what.step().startsWith("workforce.") ? Optional.empty() : Optional.of(why);
  }

  @Override
  public void done(StepFellOut what, String reference) {
    said.add(what.step() + " done as " + reference);
  }

  @Override
  public void skipped(StepFellOut what) {
    said.add(what.step() + " skipped");
  }
}
