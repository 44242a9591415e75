package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.Pass;
import dev.turnup.engine.workflow.Places.Looked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What shows only where something is missing, to which no index leads: all is looked at, page by
 * page. Of very many orders a round does not see all, and the next one goes on.
 */
abstract class PageSearch extends EngineSearch {

  /** Of a round, which so takes a second or two however many orders there are. */
  private static final int PAGES = 800;

  private final Places places;
  private final Pass pass = new Pass(PAGES);

  PageSearch(Finding finding, Places places) {
    super(finding, places);
    this.places = places;
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
    List<Stuck> found = new ArrayList<>();
    Map<String, Object> parameters = pageParameters();
    pass.goOn(
        after -> {
          Looked page = places.look(page(), parameters, after);
          int room = limit - found.size();
          if (room > 0 && !page.doubtful().isEmpty()) {
            found.addAll(unattendedAmong(page.doubtful(), now, room));
          }
          return page.last();
        });
    return found;
  }
}
