package dev.turnup.engine.escalation;

import java.util.List;
import java.util.Optional;

/** The hold-ups that people look after. */
public interface LookedAfterBook {

  /** Their subjects. */
  List<String> subjects();

  /** It, if it is there; nobody else, on any node, gets it before the transaction ends. */
  Optional<LookedAfter> lock(String subject);

  /** Adds or changes what is locked. */
  void put(LookedAfter lookedAfter);

  void remove(String subject);
}
