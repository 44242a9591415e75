package dev.turnup.engine.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what was asked for last, for all threads. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;

  private Recent(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  /**
   * An empty map.
   *
   * @param most entries
   */
  public static <K, V> Map<K, V> of(int most) {
    return Collections.synchronizedMap(new Recent<>(most));
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
