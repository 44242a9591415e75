package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.ComponentId;

/** What components are called, for the tables that ask. */
interface ComponentNames {

  String of(ComponentId id);
}
