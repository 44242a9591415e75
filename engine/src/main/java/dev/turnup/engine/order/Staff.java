package dev.turnup.engine.order;

import java.util.Set;

/** Groups of people who work with everybody's orders, by the ids that logins have them by. */
public final class Staff {

  public static final Set<String> GROUPS =
      Set.of(
          "order-desk",
          "planning",
          "dispatch",
          "field",
          "fallout-desk",
          "supervisors",
          "managers",
          "operators",
          "analysts",
          "camunda-admin");

  private Staff() {}
}
