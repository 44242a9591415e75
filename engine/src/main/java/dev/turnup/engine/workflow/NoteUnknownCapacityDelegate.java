package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;

import dev.turnup.engine.capacity.NoteUnknownCapacity;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class NoteUnknownCapacityDelegate extends OwnWork {

  private final NoteUnknownCapacity noteUnknownCapacity;

  NoteUnknownCapacityDelegate(NoteUnknownCapacity noteUnknownCapacity) {
    this.noteUnknownCapacity = noteUnknownCapacity;
  }

  @Override
  void run(DelegateExecution execution) {
    noteUnknownCapacity.forComponent(COMPONENT_ID.from(execution), FALLOUT_ID.from(execution));
  }
}
