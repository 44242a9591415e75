package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Pass;
import dev.turnup.engine.workflow.Places.Looked;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shows only where something is missing, to which no index leads: all is looked at, page by
 * page. Of very many orders a round does not see all, and the next one goes on.
 */
abstract class PageSearch extends EngineSearch {

  /** Of a round, which so takes half a second however many orders there are. */
  private static final int PAGES = 250;

  private final Pass pass = new Pass(PAGES);

  PageSearch(Finding finding, Places places) {
    super(finding, places);
  }

  /**
   * Selects from the {@value Places#PAGE} rows after {@code :after} what {@link Places#look} asks
   * for.
   */
  abstract String page();

  /** The parameters of {@link #page}. */
  Map<String, Object> pageParameters() {
    return Map.of();
  }

  @Override
  public final List<Stuck> unattended(Instant now, int limit) {
    Map<OrderId, Stuck> found = new LinkedHashMap<>();
    Map<String, Object> parameters = pageParameters();
    pass.goOn(after -> page(after, parameters, now, found), () -> found.size() < limit);
    return List.copyOf(found.values());
  }

  private Optional<String> page(
      String after, Map<String, Object> parameters, Instant now, Map<OrderId, Stuck> found) {
    Looked page = look(page(), parameters, after, now);
    if (!page.doubtful().isEmpty()) {
      unattendedAmong(page.doubtful(), now).forEach(stuck -> found.put(stuck.order(), stuck));
    }
    return page.last();
  }
}
