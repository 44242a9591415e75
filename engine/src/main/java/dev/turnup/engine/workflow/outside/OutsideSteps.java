package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.VISIT_ID;

import dev.turnup.engine.activation.ActivateService;
import dev.turnup.engine.activation.DeactivateService;
import dev.turnup.engine.activation.ModifyService;
import dev.turnup.engine.activation.Network;
import dev.turnup.engine.activation.RecordChange;
import dev.turnup.engine.activation.RecordService;
import dev.turnup.engine.activation.RetireService;
import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.activation.VerifyService;
import dev.turnup.engine.billing.Billing;
import dev.turnup.engine.billing.ChargeCancellation;
import dev.turnup.engine.billing.ChargeVisit;
import dev.turnup.engine.billing.ConfirmBilling;
import dev.turnup.engine.billing.FindService;
import dev.turnup.engine.billing.StartBilling;
import dev.turnup.engine.billing.StopBilling;
import dev.turnup.engine.capacity.CapacityInventory;
import dev.turnup.engine.capacity.CheckCapacities;
import dev.turnup.engine.capacity.CheckCapacity;
import dev.turnup.engine.capacity.ExtendReservation;
import dev.turnup.engine.capacity.ReleaseReservation;
import dev.turnup.engine.capacity.ReserveCapacities;
import dev.turnup.engine.capacity.ReserveCapacity;
import dev.turnup.engine.decomposition.CheckCredit;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.CreditChecks;
import dev.turnup.engine.decomposition.FindInstalledProducts;
import dev.turnup.engine.decomposition.InstalledBase;
import dev.turnup.engine.operation.PerformOperation;
import dev.turnup.engine.scheduling.CancelVisit;
import dev.turnup.engine.scheduling.DispatchVisit;
import dev.turnup.engine.scheduling.ReserveVisit;
import dev.turnup.engine.scheduling.SearchTimeSlots;
import dev.turnup.engine.scheduling.Workforce;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which outside step works off which topic. */
@Configuration(proxyBeanMethods = false)
class OutsideSteps {

  /** The steps' topics, and one for each system's operations that only models know. */
  @Bean
  Topics topics(List<Topic<?, ?, ?>> topics, PerformOperation performOperation) {
    return new Topics(
        Stream.concat(
                topics.stream(),
                Stream.of("network", "inventory", "billing", "workforce", "messaging")
                    .map(system -> OperationInputs.topic(system, performOperation)))
            .toList());
  }

  @Bean
  ComponentNames componentNames(Components components) {
    return id -> components.get(id).name();
  }

  @Bean
  Topic<?, ?, ?> checkCapacityTopic(CheckCapacity step) {
    return new Topic<>(
        "inventory.check-capacity",
        COMPONENT_ID,
        step,
        CapacityInventory.Question.class,
        CapacityInventory.Room.class);
  }

  @Bean
  Topic<?, ?, ?> checkCapacitiesTopic(CheckCapacities step) {
    return new Topic<>(
        "inventory.check-capacities",
        COMPONENT_IDS,
        step,
        CheckCapacities.Questions.class,
        CheckCapacities.Rooms.class);
  }

  @Bean
  Topic<?, ?, ?> reserveCapacitiesTopic(ReserveCapacities step) {
    return new Topic<>(
        "inventory.reserve-capacities",
        COMPONENT_IDS,
        step,
        ReserveCapacities.Wishes.class,
        ReserveCapacities.Holdings.class);
  }

  @Bean
  Topic<?, ?, ?> reserveCapacityTopic(ReserveCapacity step) {
    return new Topic<>(
        "inventory.reserve-capacity",
        COMPONENT_ID,
        step,
        CapacityInventory.Wish.class,
        CapacityInventory.Holding.class);
  }

  @Bean
  Topic<?, ?, ?> extendReservationTopic(ExtendReservation step) {
    return new Topic<>(
        "inventory.extend-reservation",
        COMPONENT_ID,
        step,
        ExtendReservation.Need.class,
        CapacityInventory.Holding.class);
  }

  @Bean
  Topic<?, ?, ?> releaseReservationTopic(ReleaseReservation step) {
    return new Topic<>(
        "inventory.release-reservation",
        COMPONENT_ID,
        step,
        CapacityInventory.Release.class,
        CapacityInventory.Holding.class);
  }

  @Bean
  Topic<?, ?, ?> searchTimeSlotsTopic(SearchTimeSlots step) {
    return new Topic<>(
        "workforce.search-time-slots",
        DELIVERY_ID,
        step,
        SearchTimeSlots.Question.class,
        SearchTimeSlots.Found.class);
  }

  @Bean
  Topic<?, ?, ?> reserveVisitTopic(ReserveVisit step) {
    return new Topic<>(
        "workforce.reserve-visit",
        DELIVERY_ID,
        step,
        ReserveVisit.Wish.class,
        ReserveVisit.Answered.class);
  }

  @Bean
  Topic<?, ?, ?> dispatchVisitTopic(DispatchVisit step) {
    return new Topic<>(
        "workforce.dispatch-visit",
        DELIVERY_ID,
        step,
        Workforce.Visit.class,
        Workforce.Confirmation.class);
  }

  @Bean
  Topic<?, ?, ?> cancelVisitTopic(CancelVisit step) {
    return new Topic<>(
        "workforce.cancel-visit",
        DELIVERY_ID,
        step,
        Workforce.Cancellation.class,
        Workforce.Confirmation.class);
  }

  @Bean
  Topic<?, ?, ?> activateServiceTopic(ActivateService step) {
    return new Topic<>(
        "network.activate-service",
        COMPONENT_ID,
        step,
        Network.Activation.class,
        Network.ActivationAnswer.class);
  }

  @Bean
  Topic<?, ?, ?> verifyServiceTopic(VerifyService step) {
    return new Topic<>(
        "network.verify-service",
        COMPONENT_ID,
        step,
        Network.Verification.class,
        Network.Verdict.class);
  }

  @Bean
  Topic<?, ?, ?> recordServiceTopic(RecordService step) {
    return new Topic<>(
        "inventory.record-service",
        COMPONENT_ID,
        step,
        ServiceInventory.Recording.class,
        ServiceInventory.Entry.class);
  }

  @Bean
  Topic<?, ?, ?> findServiceTopic(FindService step) {
    return new Topic<>(
        "inventory.find-service",
        COMPONENT_ID,
        step,
        ServiceInventory.Inquiry.class,
        ServiceInventory.Finding.class);
  }

  @Bean
  Topic<?, ?, ?> checkCreditTopic(CheckCredit step) {
    return new Topic<>(
        "billing.check-credit",
        ORDER_ID,
        step,
        CreditChecks.Inquiry.class,
        CreditChecks.Verdict.class);
  }

  @Bean
  Topic<?, ?, ?> findInstalledProductsTopic(FindInstalledProducts step) {
    return new Topic<>(
        "inventory.find-products",
        ORDER_ID,
        step,
        InstalledBase.Search.class,
        InstalledBase.Found.class);
  }

  @Bean
  Topic<?, ?, ?> modifyServiceTopic(ModifyService step) {
    return new Topic<>(
        "network.modify-service",
        COMPONENT_ID,
        step,
        Network.Modification.class,
        Network.ActivationAnswer.class);
  }

  @Bean
  Topic<?, ?, ?> recordChangeTopic(RecordChange step) {
    return new Topic<>(
        "inventory.record-change",
        COMPONENT_ID,
        step,
        ServiceInventory.Change.class,
        ServiceInventory.Entry.class);
  }

  @Bean
  Topic<?, ?, ?> deactivateServiceTopic(DeactivateService step) {
    return new Topic<>(
        "network.deactivate-service",
        COMPONENT_ID,
        step,
        Network.Deactivation.class,
        Network.DeactivationAnswer.class);
  }

  @Bean
  Topic<?, ?, ?> retireServiceTopic(RetireService step) {
    return new Topic<>(
        "inventory.retire-service",
        COMPONENT_ID,
        step,
        ServiceInventory.Retirement.class,
        ServiceInventory.Entry.class);
  }

  @Bean
  Topic<?, ?, ?> stopBillingTopic(StopBilling step) {
    return new Topic<>(
        "billing.stop-billing",
        COMPONENT_ID,
        step,
        Billing.BillStop.class,
        Billing.StoppedBill.class);
  }

  @Bean
  Topic<?, ?, ?> chargeVisitTopic(ChargeVisit step) {
    return new Topic<>(
        "billing.charge-visit", VISIT_ID, step, Billing.Charge.class, Billing.Charged.class);
  }

  @Bean
  Topic<?, ?, ?> chargeCancellationTopic(ChargeCancellation step) {
    return new Topic<>(
        "billing.charge-cancellation",
        COMPONENT_ID,
        step,
        Billing.Charge.class,
        Billing.Charged.class);
  }

  @Bean
  Topic<?, ?, ?> startBillingTopic(StartBilling step) {
    return new Topic<>(
        "billing.start-billing", COMPONENT_ID, step, Billing.BillRequest.class, Billing.Bill.class);
  }

  @Bean
  Topic<?, ?, ?> confirmBillingTopic(ConfirmBilling step) {
    return new Topic<>(
        "billing.confirm-billing", COMPONENT_ID, step, Billing.Inquiry.class, Billing.Bills.class);
  }
}
