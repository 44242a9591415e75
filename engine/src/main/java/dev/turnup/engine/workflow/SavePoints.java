package dev.turnup.engine.workflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets an order pass the save points of its models. A save point is there so that what fails is
 * done again from it, and nothing before it; as long as nothing fails, nobody reads what it would
 * save, and the order goes on in the same transaction as far as it can. Who has that done can do it
 * anew, and then from one save point to the next.
 */
@Component
public class SavePoints {

  /** Of an order in one transaction: a large order lets others come between. */
  private static final int MOST = 20;

  private final ThreadLocal<@Nullable Map<String, Integer>> passed = new ThreadLocal<>();

  /**
   * Does something without save points.
   *
   * @param work is rolled back if it fails; is to be done again then, without this
   */
  public void passing(Runnable work) {
    passed.set(new HashMap<>());
    try {
      work.run();
    } finally {
      passed.remove();
    }
  }

  /** Whether whatever fails now is done again, without this. */
  public boolean arePassed() {
    return passed.get() != null;
  }

  /**
   * Whether an order goes on beyond the save point that it has come to, instead of being saved.
   *
   * @param order any name that it has for the time of the work
   */
  public boolean passes(String order) {
    Map<String, Integer> before = passed.get();
    return before != null && before.merge(order, 1, Integer::sum) <= MOST;
  }
}
