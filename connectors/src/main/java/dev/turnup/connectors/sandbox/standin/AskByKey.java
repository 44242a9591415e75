package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Whether the effect of a key has happened, for whoever lost the answer: a question that every
 * collection of every stand-in answers.
 */
public final class AskByKey {

  private static final String PARAMETER = "idempotencyKey";

  private final Effects effects;

  public AskByKey(Effects effects) {
    this.effects = effects;
  }

  /** The operation {@code ask-by-key} on {@code collection} of {@code standIn}. */
  public Operation of(StandIn standIn, String collection) {
    return Operation.get(
            "ask-by-key",
            collection,
            Work.question(
                call -> {
                  ArrayNode found = Json.array();
                  effects
                      .byKey(standIn.system(), call.query().get(PARAMETER))
                      .filter(row -> row.done() || row.pending())
                      .flatMap(standIn::resource)
                      .ifPresent(found::add);
                  return Reply.ok(found);
                }))
        .when(call -> call.query().containsKey(PARAMETER));
  }
}
