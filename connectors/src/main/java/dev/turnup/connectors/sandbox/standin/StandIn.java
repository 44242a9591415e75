package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One outside system, as far as Turnup knows it. Its methods run within a transaction. */
public interface StandIn {

  OutsideSystem system();

  /** What it can be asked; the first that fits a call is meant. */
  List<Operation> operations();

  /** What an effect made or changed, as it is now. */
  Optional<JsonNode> resource(EffectRow effect);

  /** A fault of this system was taken away. */
  default void faultEnded(Fault fault) {}
}
