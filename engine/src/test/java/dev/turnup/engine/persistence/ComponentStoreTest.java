package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.StaleVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class ComponentStoreTest extends TurnupTest {

  @Autowired private Orders orders;
  @Autowired private Components components;
  @Autowired private Deliveries deliveries;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcTemplate jdbc;

  private PlanInDatabase plan;

  @BeforeEach
  void plan() {
    plan = new PlanInDatabase(orders, components, deliveries);
  }

  @Test
  void givesBackAComponentAsItWasMade() {
    Component made = plan.internet.deliveredBy(plan.delivery.id());

    assertThat(plan.read(plan.internet))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(made);
    assertThat(components.of(plan.order))
        .extracting(Component::name)
        .containsExactly("access-line", "internet-access");
    assertThat(components.of(plan.delivery.id())).hasSize(2);
    assertThat(components.of(plan.order, plan.internet.item())).hasSize(2);
    assertThat(components.of(plan.order, new ItemId("7"))).isEmpty();
  }

  @Test
  void keepsHowFarWhatIsReliedOnMustHaveCome() {
    Component line = plan.accessLine;
    Component made = plan.internet;
    Component early =
        new Component(
            made.id(),
            made.order(),
            made.item(),
            ComponentAction.MODIFY,
            Optional.of(new Component.Installed("SRV-1", "NET-1", Optional.of(100))),
            made.delivery(),
            made.specification(),
            made.site(),
            made.characteristics(),
            Map.of(line.id(), ComponentState.ACTIVATED),
            made.state(),
            made.availability(),
            made.round(),
            made.version());

    components.replace(plan.order, List.of(line, early));

    assertThat(components.get(made.id())).isEqualTo(early);
  }

  @Test
  void writesStateAvailabilityCharacteristicsAndRound() {
    Component internet = plan.read(plan.internet);

    components.update(
        List.of(
            internet
                .available(new Availability.From(LocalDate.parse("2026-03-14")))
                .changed(Map.of("speed", "100"))
                .in(ComponentState.ACTIVATED)));

    assertThat(
            jdbc.queryForMap(
                """
                select state, availability, available_from::text, round, version,
                       characteristics ->> 'speed' as speed
                  from turnup.component where id = ?""",
                internet.id().value()))
        .containsEntry("state", "activated")
        .containsEntry("availability", "available")
        .containsEntry("available_from", "2026-03-14")
        .containsEntry("round", 2)
        .containsEntry("version", internet.version() + 1)
        .containsEntry("speed", "100");
  }

  @Test
  void keepsEveryKindOfAvailability() {
    for (Availability availability :
        List.of(
            new Availability.NotNeeded(),
            new Availability.Unchecked(),
            new Availability.From(LocalDate.parse("2026-03-14")),
            new Availability.Contested(LocalDate.parse("2026-03-14")),
            new Availability.None(),
            new Availability.Unknown())) {
      components.update(List.of(plan.read(plan.internet).available(availability)));

      assertThat(plan.read(plan.internet).availability()).isEqualTo(availability);
    }
  }

  @Test
  void refusesToWriteOverANewerVersionAndWritesNothingThen() {
    Component line = plan.read(plan.accessLine);
    Component internet = plan.read(plan.internet);
    components.update(List.of(internet.available(new Availability.None())));

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status ->
                        components.update(
                            List.of(
                                line.available(new Availability.Unknown()),
                                internet.available(new Availability.Unknown())))))
        .isInstanceOf(StaleVersion.class)
        .hasMessageContaining(plan.order.value());
    assertThat(plan.read(plan.accessLine).availability()).isEqualTo(new Availability.Unchecked());
  }

  @Test
  void knowsWhatReliesOnWhat() {
    assertThat(components.dependantsOf(List.of(plan.accessLine.id(), plan.internet.id())))
        .extracting(Component::id)
        .containsExactly(plan.internet.id());
    assertThat(components.prerequisitesOf(plan.internet.id()))
        .extracting(Component::id)
        .containsExactly(plan.accessLine.id());
    assertThat(components.lockPrerequisitesOf(List.of(plan.accessLine.id(), plan.internet.id())))
        .extracting(Component::id)
        .containsExactly(plan.accessLine.id());
  }

  @Test
  void knowsWhatReliesOnSomethingByWhateverWay() {
    Component tv = plan.relyingOn(plan.internet);
    components.replace(plan.order, List.of(plan.accessLine, plan.internet, tv));

    assertThat(components.allDependantsOf(plan.accessLine.id()))
        .extracting(Component::id)
        .containsExactly(plan.internet.id(), tv.id());
    assertThat(components.allDependantsOf(tv.id())).isEmpty();
  }

  @Test
  void letsWhoChangesAPrerequisiteWaitForWhoDecidesOnIt() throws Exception {
    Component line = plan.read(plan.accessLine);

    CompletableFuture<Void> change =
        transaction.execute(
            status -> {
              components.lockPrerequisitesOf(List.of(plan.internet.id()));
              CompletableFuture<Void> other =
                  CompletableFuture.runAsync(
                      () -> components.update(List.of(line.in(ComponentState.ACTIVATED))));
              assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              return other;
            });

    change.get(60, TimeUnit.SECONDS);
    assertThat(plan.read(plan.accessLine).state()).isEqualTo(ComponentState.ACTIVATED);
  }

  @Test
  void findsWhatIsPlannedAtASite() {
    assertThat(components.plannedAt(Optional.of(plan.site), "bandwidth"))
        .extracting(Component::id)
        .containsExactly(plan.internet.id());

    components.update(List.of(plan.read(plan.accessLine).available(new Availability.NotNeeded())));
    assertThat(components.plannedAt(Optional.of(plan.site), "fibre-port")).isEmpty();

    components.update(List.of(plan.read(plan.internet).in(ComponentState.CANCELLED)));

    assertThat(components.plannedAt(Optional.of(plan.site), "bandwidth")).isEmpty();
  }

  @Test
  void replacesTheComponentsOfAnOrder() {
    PlanInDatabase other = new PlanInDatabase(orders, components, deliveries);

    components.replace(plan.order, List.of(plan.accessLine));

    assertThat(components.of(plan.order))
        .extracting(Component::id)
        .containsExactly(plan.accessLine.id());
    assertThat(components.of(other.order)).hasSize(2);
  }

  @Test
  void knowsNoComponentOfAnUnknownId() {
    assertThatThrownBy(() -> components.get(new ComponentId(UUID.randomUUID())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
