package dev.turnup.engine.cost;

import java.util.List;
import java.util.function.DoubleFunction;

/** A figure that was measured several times. */
record Repeated(List<Double> values) {

  Repeated {
    values = values.stream().sorted().toList();
  }

  double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  /** From the least to the most. */
  double spread() {
    return values.get(values.size() - 1) - values.get(0);
  }

  /** The median, and the least and the most. */
  String shown(DoubleFunction<String> words) {
    String median = words.apply(median());
    return values.size() == 1
        ? median
        : "%s (%s–%s)"
            .formatted(
                median, words.apply(values.get(0)), words.apply(values.get(values.size() - 1)));
  }

  /** Whether it is no more than another by a tenth of that, or by so much if that is more. */
  boolean isWithin(Repeated other, double atLeast) {
    return median() - other.median() <= Math.max(other.median() / 10, atLeast);
  }

  /** Whether it is no less than another by a tenth, or by the other's spread if that is more. */
  boolean keepsUpWith(Repeated other) {
    return other.median() - median() <= Math.max(other.median() / 10, other.spread());
  }
}
