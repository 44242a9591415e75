package dev.turnup.engine.workflow.outside;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What may be done in one transaction: something about many orders, in their order, but not two
 * things about one, which may be about two of its deliveries. Each changes the rows of its own, and
 * holds up the others of its order no longer than that takes.
 */
final class Rounds {

  private Rounds() {}

  static <T> List<List<T>> of(List<T> batch, Function<T, String> order) {
    List<List<T>> rounds = new ArrayList<>();
    List<T> left = batch.stream().sorted(Comparator.comparing(order)).toList();
    while (!left.isEmpty()) {
      Set<String> orders = new HashSet<>();
      List<T> round = new ArrayList<>();
      List<T> later = new ArrayList<>();
      left.forEach(one -> (orders.add(order.apply(one)) ? round : later).add(one));
      rounds.add(round);
      left = later;
    }
    return rounds;
  }
}
