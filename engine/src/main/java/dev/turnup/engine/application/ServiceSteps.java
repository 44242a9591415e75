package dev.turnup.engine.application;

import com.fasterxml.uuid.Generators;
import dev.turnup.engine.activation.AcceptItem;
import dev.turnup.engine.activation.ActivateService;
import dev.turnup.engine.activation.ActivationAnswered;
import dev.turnup.engine.activation.CheckPrerequisites;
import dev.turnup.engine.activation.ChooseActivation;
import dev.turnup.engine.activation.GiveUpComponent;
import dev.turnup.engine.activation.Handovers;
import dev.turnup.engine.activation.Network;
import dev.turnup.engine.activation.RecordService;
import dev.turnup.engine.activation.ReleaseDependants;
import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.activation.VerifyService;
import dev.turnup.engine.billing.BillStarts;
import dev.turnup.engine.billing.Billing;
import dev.turnup.engine.billing.ConfirmBilling;
import dev.turnup.engine.billing.FindService;
import dev.turnup.engine.billing.ReconcileService;
import dev.turnup.engine.billing.StartBilling;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.CancelComponents;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.escalation.ChooseLevel;
import dev.turnup.engine.escalation.CloseEscalation;
import dev.turnup.engine.escalation.EscalateOrder;
import dev.turnup.engine.escalation.EscalationCourse;
import dev.turnup.engine.escalation.Escalations;
import dev.turnup.engine.escalation.FindMovingOrders;
import dev.turnup.engine.escalation.FindStuckOrders;
import dev.turnup.engine.escalation.LateOrders;
import dev.turnup.engine.escalation.NotifyOwner;
import dev.turnup.engine.escalation.RunningOrders;
import dev.turnup.engine.fallout.CloseFallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.OpenFallout;
import dev.turnup.engine.fallout.RaiseFallout;
import dev.turnup.engine.fallout.SuggestResolution;
import dev.turnup.engine.operation.OutsideSystems;
import dev.turnup.engine.operation.PerformOperation;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.TellCustomer;
import dev.turnup.engine.order.Timeline;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The steps from activation to escalation, and what tells customers. */
@Configuration(proxyBeanMethods = false)
class ServiceSteps {

  private final Supplier<UUID> ids = Generators.timeBasedEpochGenerator()::generate;

  @Bean
  @Primary
  Timeline tellCustomer(
      @Qualifier("timelineStore") Timeline timeline, Orders orders, Notices notices, Clock clock) {
    return new TellCustomer(timeline, orders, notices, ids, clock);
  }

  // ── activation

  @Bean
  CheckPrerequisites checkPrerequisites(Orders orders, Components components) {
    return new CheckPrerequisites(orders, components);
  }

  @Bean
  ChooseActivation chooseActivation(Components components) {
    return new ChooseActivation(components);
  }

  @Bean
  ActivateService activateService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline) {
    return new ActivateService(orders, components, records, network, timeline);
  }

  @Bean
  ActivationAnswered activationAnswered(
      Orders orders, Components components, ServiceRecords records, Timeline timeline) {
    return new ActivationAnswered(orders, components, records, timeline);
  }

  @Bean
  VerifyService verifyService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Network network,
      Timeline timeline,
      Clock clock) {
    return new VerifyService(orders, components, records, network, timeline, clock);
  }

  @Bean
  RecordService recordService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Reservations reservations,
      ServiceInventory inventory,
      Timeline timeline) {
    return new RecordService(orders, components, records, reservations, inventory, timeline);
  }

  @Bean
  ReleaseDependants releaseDependants(Orders orders, Components components) {
    return new ReleaseDependants(orders, components);
  }

  @Bean
  GiveUpComponent giveUpComponent(
      Orders orders, Components components, CancelComponents cancelComponents) {
    return new GiveUpComponent(orders, components, cancelComponents);
  }

  @Bean
  AcceptItem acceptItem(
      Orders orders,
      Components components,
      Handovers handovers,
      SiteClock siteClock,
      Timeline timeline,
      Clock clock) {
    return new AcceptItem(orders, components, handovers, siteClock, timeline, clock);
  }

  // ── what only models know

  @Bean
  PerformOperation performOperation(Orders orders, Components components, OutsideSystems systems) {
    return new PerformOperation(orders, components, systems);
  }

  // ── billing

  @Bean
  FindService findService(
      Orders orders, Components components, ServiceRecords records, ServiceInventory inventory) {
    return new FindService(orders, components, records, inventory);
  }

  @Bean
  ReconcileService reconcileService(
      Orders orders,
      Components components,
      ServiceRecords records,
      BillStarts bills,
      SiteClock siteClock,
      Fallouts fallouts) {
    return new ReconcileService(orders, components, records, bills, siteClock, fallouts);
  }

  @Bean
  StartBilling startBilling(
      Orders orders,
      Components components,
      BillStarts bills,
      Decisions decisions,
      Billing billing,
      Timeline timeline,
      Clock clock) {
    return new StartBilling(orders, components, bills, decisions, billing, timeline, clock);
  }

  @Bean
  ConfirmBilling confirmBilling(
      Orders orders,
      Components components,
      BillStarts bills,
      Billing billing,
      Timeline timeline,
      Clock clock) {
    return new ConfirmBilling(orders, components, bills, billing, timeline, clock);
  }

  // ── fallout

  @Bean
  RaiseFallout raiseFallout(FalloutBook fallouts, Timeline timeline, Clock clock) {
    return new RaiseFallout(fallouts, timeline, ids, clock);
  }

  @Bean
  OpenFallout openFallout(FalloutBook fallouts, Orders orders, Components components, Clock clock) {
    return new OpenFallout(fallouts, orders, components, clock);
  }

  @Bean
  SuggestResolution suggestResolution(FalloutBook fallouts, Decisions decisions, Clock clock) {
    return new SuggestResolution(fallouts, decisions, clock);
  }

  @Bean
  CloseFallout closeFallout(
      FalloutBook fallouts,
      Orders orders,
      Components components,
      CancelComponents cancelComponents,
      Visits visits,
      Timeline timeline,
      Clock clock) {
    return new CloseFallout(
        fallouts, orders, components, cancelComponents, visits, timeline, clock);
  }

  // ── escalation

  @Bean
  FindStuckOrders findStuckOrders(LateOrders lateOrders, RunningOrders running, Clock clock) {
    return new FindStuckOrders(lateOrders, running, clock);
  }

  @Bean
  FindMovingOrders findMovingOrders(
      Escalations escalations, LateOrders lateOrders, RunningOrders running, Clock clock) {
    return new FindMovingOrders(escalations, lateOrders, running, clock);
  }

  @Bean
  EscalateOrder escalateOrder(
      Orders orders,
      RunningOrders running,
      LateOrders lateOrders,
      Escalations escalations,
      EscalationCourse course,
      Timeline timeline,
      Clock clock) {
    return new EscalateOrder(
        orders, running, lateOrders, escalations, course, timeline, ids, clock);
  }

  @Bean
  ChooseLevel chooseLevel(
      Escalations escalations, Orders orders, Decisions decisions, Clock clock) {
    return new ChooseLevel(escalations, orders, decisions, clock);
  }

  @Bean
  NotifyOwner notifyOwner(Escalations escalations, Orders orders, Timeline timeline) {
    return new NotifyOwner(escalations, orders, timeline);
  }

  @Bean
  CloseEscalation closeEscalation(Escalations escalations, Timeline timeline, Clock clock) {
    return new CloseEscalation(escalations, timeline, clock);
  }
}
