package dev.turnup.engine.resource;

import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.util.List;

/** What came of the wish to change resources. */
public sealed interface Outcome {

  /**
   * They are as they were wished for.
   *
   * @param lost visits that technicians cannot make any more therefore; they are moved
   */
  record Kept(List<Resource> resources, int created, List<Duty> lost) implements Outcome {}

  /** Nothing was changed. */
  record Faulty(List<Fault> faults) implements Outcome {}

  /** There is no such resource. */
  record Unknown() implements Outcome {}

  /** There is such a resource already. */
  record Exists(String id) implements Outcome {}

  /** Somebody else has changed it meanwhile. */
  record Changed(int version) implements Outcome {}

  /** Something needs it. */
  record InUse(List<String> uses) implements Outcome {}

  /** It is no more. */
  record Removed() implements Outcome {}
}
