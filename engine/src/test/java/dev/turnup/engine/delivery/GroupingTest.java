package dev.turnup.engine.delivery;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.ChargingMode;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What always holds of a plan, whatever relies on whatever. */
class GroupingTest {

  private static final LocalDate TODAY = Planning.MONDAY;

  /** What a component is drawn from; it relies only on components before it. */
  record Drawn(
      int site,
      Optional<Integer> day,
      boolean dated,
      boolean visit,
      boolean billable,
      List<Integer> before) {}

  @Property(tries = 500)
  void putsEachComponentIntoOneGroupAtItsSite(
      @ForAll("orders") List<Component> components, @ForAll boolean together) {
    List<Group> groups = groups(components, together);

    assertThat(groups.stream().flatMap(group -> group.components().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(components);
    for (Group group : groups) {
      assertThat(group.components()).isNotEmpty().allMatch(c -> c.site().equals(group.site()));
    }
  }

  @Property(tries = 500)
  void deliversNothingBeforeItIsAvailable(
      @ForAll("orders") List<Component> components, @ForAll boolean together) {
    for (Group group : groups(components, together)) {
      group
          .readyDate()
          .ifPresent(
              day -> {
                assertThat(day).isAfterOrEqualTo(TODAY);
                for (Component component : group.components()) {
                  assertThat(component.availability().isDated()).isTrue();
                  assertThat(component.availability().firstDay().orElse(day))
                      .isBeforeOrEqualTo(day);
                }
              });
    }
  }

  @Property(tries = 500)
  void deliversNothingBeforeWhatItReliesOn(
      @ForAll("orders") List<Component> components, @ForAll boolean together) {
    Map<ComponentId, LocalDate> days = new HashMap<>();
    List<Group> groups = groups(components, together);
    for (Group group : groups) {
      for (Component component : group.components()) {
        days.put(component.id(), group.readyDate().orElse(LocalDate.MAX));
      }
    }

    Map<ComponentId, Component> byId =
        components.stream().collect(toMap(Component::id, identity()));
    for (Component component : components) {
      for (ComponentId other : component.reliesOn()) {
        if (byId.get(other).site().equals(component.site())) {
          assertThat(days.get(other)).isBeforeOrEqualTo(days.get(component.id()));
        }
      }
    }
  }

  @Property(tries = 500)
  void deliversWhatIsWantedTogetherInOneGoAndTheUndatedApart(
      @ForAll("orders") List<Component> components) {
    List<Group> groups = groups(components, true);

    for (Optional<String> site : Set.of(Optional.of("A"), Optional.of("B"))) {
      assertThat(groups.stream().filter(g -> g.site().equals(site) && g.readyDate().isPresent()))
          .hasSizeLessThanOrEqualTo(1);
      assertThat(groups.stream().filter(g -> g.site().equals(site) && g.readyDate().isEmpty()))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 500)
  void neverHoldsUpWhatHasADateByWhatHasNone(
      @ForAll("orders") List<Component> components, @ForAll boolean together) {
    Map<ComponentId, Component> byId =
        components.stream().collect(toMap(Component::id, identity()));
    Set<ComponentId> reliedOn = new HashSet<>();
    components.forEach(component -> reliedOn.addAll(component.reliesOn()));
    for (Group group : groups(components, together)) {
      if (group.readyDate().isEmpty()) {
        for (Component component : group.components()) {
          boolean top = !reliedOn.contains(component.id());
          assertThat(top && isPossible(component, byId)).isFalse();
        }
      }
    }
  }

  @Property(tries = 2000)
  void groupsAGroupAgainAsItIs(
      @ForAll("orders") List<Component> components, @ForAll boolean together) {
    for (Group group : groups(components, together)) {
      assertThat(groups(components, group.components(), together)).containsExactly(group);
    }
  }

  @Test
  void isNoMatterOfHowLongAChainIs() {
    List<Drawn> chain =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    new Drawn(
                        1,
                        Optional.of(i == 0 ? 7 : 0),
                        true,
                        false,
                        i == 19_999,
                        i == 0 ? List.of() : List.of(i - 1)))
            .toList();
    List<Component> components = components(chain);
    List<Component> lastFirst = new ArrayList<>(components);
    Collections.reverse(lastFirst);

    assertThat(groups(lastFirst, false))
        .singleElement()
        .satisfies(group -> assertThat(group.readyDate()).contains(TODAY.plusDays(7)));
    assertThat(Unneeded.with(lastFirst, Set.of(components.get(0).id()))).hasSize(20_000);
  }

  @Provide
  Arbitrary<List<Component>> orders() {
    Arbitrary<Drawn> drawn =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(-3, 6).optional(),
                Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(4, Arbitraries.just(true)),
                    net.jqwik.api.Tuple.of(1, Arbitraries.just(false))),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 30).list().ofMaxSize(3))
            .as(Drawn::new);
    return drawn.list().ofMinSize(1).ofMaxSize(12).map(GroupingTest::components);
  }

  private static List<Component> components(List<Drawn> drawn) {
    List<Component> made = new ArrayList<>();
    for (Drawn one : drawn) {
      Set<ComponentId> reliesOn = new HashSet<>();
      for (int before : one.before()) {
        if (before < made.size()) {
          reliesOn.add(made.get(before).id());
        }
      }
      made.add(component(made.size(), one, reliesOn));
    }
    return made;
  }

  private static Component component(int number, Drawn drawn, Set<ComponentId> reliesOn) {
    Availability availability =
        drawn.dated()
            ? drawn
                .day()
                .<Availability>map(day -> new Availability.From(TODAY.plusDays(day)))
                .orElseGet(Availability.NotNeeded::new)
            : new Availability.None();
    return new Component(
        new ComponentId(new UUID(1, number)),
        new OrderId("PO-1"),
        new ItemId("1"),
        ComponentAction.ADD,
        Optional.empty(),
        Optional.empty(),
        new Specification(
            "c" + number,
            Specification.Kind.RFS,
            Optional.empty(),
            drawn.visit(),
            Optional.empty(),
            Duration.ZERO,
            "service-activation",
            Specification.PointOfNoReturn.NONE,
            drawn.billable(),
            Duration.ZERO,
            drawn.billable() ? Optional.of(ChargingMode.POSTPAID) : Optional.empty(),
            Specification.CEASE),
        drawn.site() == 0 ? Optional.empty() : Optional.of(drawn.site() == 1 ? "A" : "B"),
        Map.of(),
        reliesOn.stream().collect(toMap(other -> other, other -> ComponentState.ACTIVE)),
        ComponentState.PLANNED,
        availability,
        1,
        0);
  }

  private static boolean isPossible(Component component, Map<ComponentId, Component> byId) {
    return component.availability().isDated()
        && component.reliesOn().stream().allMatch(id -> isPossible(byId.get(id), byId));
  }

  private static List<Group> groups(List<Component> components, boolean together) {
    return groups(components, components, together);
  }

  private static List<Group> groups(
      List<Component> all, List<Component> components, boolean together) {
    return Grouping.of(
        all,
        components,
        new Grouping.Terms() {
          @Override
          public boolean together(Optional<String> site) {
            return together;
          }

          @Override
          public LocalDate firstDay(Optional<String> site) {
            return TODAY;
          }
        });
  }
}
