package dev.turnup.connectors.sandbox.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers that wait until the fault that holds them is taken away. */
public final class HeldAnswers {

  private final Map<Long, List<Runnable>> held = new ConcurrentHashMap<>();
  private final Set<Long> ended = ConcurrentHashMap.newKeySet();

  /** Keeps {@code answer} until {@code fault} is taken away. */
  public void hold(long fault, Runnable answer) {
    held.computeIfAbsent(fault, id -> new CopyOnWriteArrayList<>()).add(answer);
    if (ended.contains(fault)) {
      release(fault);
    }
  }

  /** Gives the answers that {@code fault} held; returns how many. */
  public int release(long fault) {
    ended.add(fault);
    List<Runnable> answers = Optional.ofNullable(held.remove(fault)).orElse(List.of());
    answers.forEach(Runnable::run);
    return answers.size();
  }

  /** How many answers {@code fault} holds. */
  public int heldBy(long fault) {
    return held.getOrDefault(fault, List.of()).size();
  }
}
