package dev.turnup.engine.order;

import java.util.concurrent.CompletionStage;

/** The way to the customer. No method waits for the answer. */
public interface Messaging {

  /** Sends a notice by its channel; where the channel can tell, the same key arrives once. */
  CompletionStage<Outcome<Sent>> send(CallKey key, Notice notice);

  /** It is on its way. */
  record Sent() {}
}
