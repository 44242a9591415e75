package dev.turnup.engine.order;

import java.util.List;
import java.util.Map;

/**
 * The decision tables that analysts keep. A table is a pure function: the same version gives the
 * same answer to the same inputs. An order is decided by the versions that were newest when it was
 * accepted.
 */
public interface Decisions {

  /**
   * The one answer of a table.
   *
   * @param inputs text, numbers, booleans or null by input name
   * @throws Undecided if no rule matches, or a mandatory output is missing
   */
  Answer one(OrderId order, String table, Map<String, Object> inputs);

  /** The same tables, each in its newest version, also for what is no order. */
  default Decisions newest() {
    return this;
  }

  /** All answers of a table that may have many, in the table's order; none is fine. */
  List<Answer> all(OrderId order, String table, Map<String, Object> inputs);

  /** A table gave no usable answer; the message names the table, the inputs and what is missing. */
  final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Undecided(String message) {
      super(message);
    }
  }

  /**
   * One answer: the outputs by name.
   *
   * @param table for messages
   */
  record Answer(String table, Map<String, Object> outputs) {

    /**
     * @throws Undecided if the table left the output empty and must not, or it is of no use
     */
    public <T> T get(Output<T> output) {
      return output.of(this);
    }
  }
}
