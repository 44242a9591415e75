package dev.turnup.engine.workflow.rules;

import java.util.Set;

/**
 * What any form may ask besides its own: a note on the order for whoever works on it next. It is
 * taken from every task that is completed; no model maps it.
 */
public final class NoteFields {

  /** What is noted. */
  public static final String TEXT = "orderNote";

  /** Whether the order's caller is shown it too. */
  public static final String TOLD = "orderNoteTold";

  public static final Set<String> NAMES = Set.of(TEXT, TOLD);

  private NoteFields() {}
}
