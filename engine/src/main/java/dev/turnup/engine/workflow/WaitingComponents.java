package dev.turnup.engine.workflow;

import dev.turnup.engine.activation.ReleaseDependants;
import dev.turnup.engine.decomposition.Components;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes the components that wait for others, in the transaction that brings one of those further or
 * gives it up. A model need not do so, and cannot forget it.
 */
@Component
class WaitingComponents {

  private final ReleaseDependants releaseDependants;
  private final Messages messages;

  WaitingComponents(ReleaseDependants releaseDependants, Messages messages) {
    this.releaseDependants = releaseDependants;
    this.messages = messages;
  }

  /** At once: later in a transaction it would be with the rights of whoever began it. */
  @EventListener
  void wake(Components.Moved news) {
    messages.prerequisitesSettled(
        news.order(), releaseDependants.of(news.order(), news.components()));
  }
}
