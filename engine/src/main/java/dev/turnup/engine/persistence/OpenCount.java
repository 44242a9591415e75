package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Pass;
import dev.turnup.engine.persistence.KpiMapper.OpenPage;
import java.util.Optional;

/** Counts open orders page by page; of very many, some at a time. */
final class OpenCount {

  /** Of two thousand orders. */
  private static final int PAGES = 100;

  private final KpiMapper mapper;
  private final Pass pass = new Pass(PAGES);
  private long counting;
  private Optional<Long> all = Optional.empty();

  OpenCount(KpiMapper mapper) {
    this.mapper = mapper;
  }

  /** How many there were when all were counted last; the first time is waited for. */
  synchronized long count() {
    do {
      if (pass.goOn(this::page)) {
        all = Optional.of(counting);
        counting = 0;
      }
    } while (all.isEmpty());
    return all.get();
  }

  private Optional<String> page(String after) {
    OpenPage page = mapper.countOpen(after);
    counting += page.orders();
    return Optional.ofNullable(page.last());
  }
}
