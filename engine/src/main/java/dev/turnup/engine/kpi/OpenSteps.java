package dev.turnup.engine.kpi;

import dev.turnup.engine.kpi.Figures.Step;
import java.time.Instant;
import java.util.List;

/** The steps that open orders are at: people's work, calls, and answers that are waited for. */
public interface OpenSteps {

  /**
   * How long they are there: all together first, then the most frequent. Of very many steps that is
   * as they were read last, some minutes ago.
   */
  List<Step> at(Instant now, int most);
}
