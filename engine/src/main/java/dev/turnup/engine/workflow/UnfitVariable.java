package dev.turnup.engine.workflow;

import org.jspecify.annotations.Nullable;

/** A model left a variable out, or set it to something else; the message names the variable. */
public final class UnfitVariable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnfitVariable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
