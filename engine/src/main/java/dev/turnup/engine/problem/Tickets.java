package dev.turnup.engine.problem;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import java.util.concurrent.CompletionStage;

/** Where trouble tickets are kept. */
public interface Tickets {

  /** Says that the cause of a ticket is gone; the answer is the state that it is in now. */
  CompletionStage<Outcome<String>> resolve(CallKey key, ProblemId problem, String ticket);
}
