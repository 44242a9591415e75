package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What can be made in the place of a component, by the catalogue that its order goes by. */
@UseCase
public final class Replacement {

  private final Decisions decisions;
  private final Components components;

  public Replacement(Decisions decisions, Components components) {
    this.decisions = decisions;
    this.components = components;
  }

  /**
   * A component that nobody has planned yet. It relies on what its line in the catalogue names,
   * where the order has that.
   *
   * @param specification its name
   * @param around what it may rely on
   * @throws Refused if there is none of that name, or it does not fit there
   */
  public Component of(Component old, String specification, Collection<Component> around) {
    if (specification.equals(old.name())) {
      throw new Refused("It is a " + specification + " already: name another one.");
    }
    Catalogue.Line line = lineOf(old, specification);
    Specification other =
        line.specificationFor(old.characteristics())
            .orElseThrow(
                () ->
                    new Refused(
                        specification
                            + " needs "
                            + line.units()
                            + ", which this one does not say."));
    if (other.kind() != old.specification().kind()
        || other.billable() != old.specification().billable()) {
      throw new Refused(
          "%s is no component of the same kind as %s, or not billed as that one is."
              .formatted(specification, old.name()));
    }
    Map<ComponentId, ComponentState> needs = new HashMap<>();
    for (Component one : around) {
      ComponentState needed = line.reliesOn().get(one.name());
      if (needed != null && one.state() != ComponentState.CANCELLED) {
        needs.put(one.id(), needed);
      }
    }
    return old.madeAnew(components.nextId(), other, needs);
  }

  private Catalogue.Line lineOf(Component old, String specification) {
    try {
      return new Catalogue(decisions, old.order()).lineOf(specification);
    } catch (Decisions.Undecided unknown) {
      throw new Refused("The catalogue of this order has no component " + specification + ".");
    }
  }
}
