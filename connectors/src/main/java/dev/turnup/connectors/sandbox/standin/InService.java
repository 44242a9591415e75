package dev.turnup.connectors.sandbox.standin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The requests that are not answered yet: a walk waits for them. */
public final class InService {

  private final AtomicLong count = new AtomicLong();
  private final Map<Long, String> open = new ConcurrentHashMap<>();

  /** In words for a person. */
  public List<String> all() {
    return List.copyOf(open.values());
  }

  /** Something came in; returns what to {@link #end} it by. */
  public long begin(String what) {
    long ticket = count.incrementAndGet();
    open.put(ticket, what);
    return ticket;
  }

  public void nowKnownAs(long ticket, String what) {
    open.replace(ticket, what);
  }

  public void end(long ticket) {
    open.remove(ticket);
  }
}
