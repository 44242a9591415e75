package dev.turnup.engine.workflow;

import java.util.HashSet;
import java.util.Set;

/**
 * Variables that own work sets for what comes right behind it in the model: they are gone where the
 * order waits or is saved.
 *
 * @param always read on no way behind a wait or save point
 * @param mostly kept by the work itself where its model is to wait first; on one way at least they
 *     are read at once
 * @param forCaller of these, what the caller of the process reads when that has ended
 */
public record NotKept(Set<String> always, Set<String> mostly, Set<String> forCaller) {

  public static final NotKept NOTHING = new NotKept(Set.of(), Set.of(), Set.of());

  public NotKept {
    always = Set.copyOf(always);
    mostly = Set.copyOf(mostly);
    forCaller = Set.copyOf(forCaller);
  }

  public Set<String> all() {
    Set<String> all = new HashSet<>(always);
    all.addAll(mostly);
    all.addAll(forCaller);
    return all;
  }
}
