package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.workflow.Variable;
import java.util.List;
import java.util.Optional;

/**
 * How the variables of a topic's tasks say what they are about.
 *
 * @param <I> what a task is about
 */
interface TaskSubject<I> {

  /** The variables that say it; empty if only the model knows their names. */
  List<String> variables();

  /** What this task is about. */
  I of(LockedTask task);

  /** As the book of calls keeps it. */
  String kept(I subject);

  /** The component that it is for, if it is for one. */
  Optional<ComponentId> component(I subject);

  /** The components that it is for, if it is for several together. */
  default List<ComponentId> group(I subject) {
    return List.of();
  }

  /** The delivery that it is for, if it is for one and for no component. */
  Optional<DeliveryId> delivery(I subject);

  /** One variable says it all. */
  record OneVariable<I>(Variable<I> variable) implements TaskSubject<I> {

    @Override
    public List<String> variables() {
      return List.of(variable.name());
    }

    @Override
    public I of(LockedTask task) {
      return variable.from(task.variables());
    }

    @Override
    public String kept(I subject) {
      return String.valueOf(variable.kept(subject));
    }

    @Override
    public Optional<ComponentId> component(I subject) {
      return subject instanceof ComponentId id ? Optional.of(id) : Optional.empty();
    }

    @Override
    public List<ComponentId> group(I subject) {
      return subject instanceof List<?> several
          ? several.stream()
              .filter(ComponentId.class::isInstance)
              .map(ComponentId.class::cast)
              .toList()
          : List.of();
    }

    @Override
    public Optional<DeliveryId> delivery(I subject) {
      return subject instanceof DeliveryId id ? Optional.of(id) : Optional.empty();
    }
  }
}
