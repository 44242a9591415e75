package dev.turnup.engine.escalation;

import java.time.Instant;

/** The one task that people have with a hold-up, however many orders wait for it. */
public interface HoldUpTasks {

  /** Whether it is there: nobody has completed it. */
  boolean isOffered(String subject);

  /** Offers it to a group, and to those to whom it was offered before. */
  void offer(String subject, String situation, String group, Instant due);

  /** Says how it is by now, if it is there. */
  void retell(String subject, String situation);

  /** Takes it away, if it is there. */
  void withdraw(String subject);
}
