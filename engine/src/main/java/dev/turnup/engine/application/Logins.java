package dev.turnup.engine.application;

import java.util.Optional;
import java.util.Set;

/** Who may log in, and in whose name the workflow engine is asked. */
public interface Logins {

  /** The groups of a user who gave the right password; empty where name or password is wrong. */
  Optional<Set<String>> groupsOf(String user, String password);

  /** From now on this thread asks the workflow engine in the user's name, with her rights only. */
  void actAs(String user, Set<String> groups);

  /** This thread acts for nobody any more. */
  void actAsNobody();
}
