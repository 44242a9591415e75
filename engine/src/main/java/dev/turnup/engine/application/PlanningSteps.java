package dev.turnup.engine.application;

import dev.turnup.engine.capacity.CapacityInventory;
import dev.turnup.engine.capacity.CheckCapacity;
import dev.turnup.engine.capacity.ExtendReservation;
import dev.turnup.engine.capacity.NoteUnknownCapacity;
import dev.turnup.engine.capacity.ReleaseReservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.capacity.ReserveCapacity;
import dev.turnup.engine.decomposition.ApplyOrderRules;
import dev.turnup.engine.decomposition.CancelComponents;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.DecomposeItems;
import dev.turnup.engine.decomposition.Findings;
import dev.turnup.engine.decomposition.RejectOrder;
import dev.turnup.engine.decomposition.ReviseOrder;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.AssessDelivery;
import dev.turnup.engine.delivery.CapacityMoved;
import dev.turnup.engine.delivery.CloseOrder;
import dev.turnup.engine.delivery.CompleteDelivery;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Plan;
import dev.turnup.engine.delivery.PlanDeliveries;
import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.delivery.ReviewPlan;
import dev.turnup.engine.delivery.SettleShortage;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.BookAppointment;
import dev.turnup.engine.scheduling.CancelVisit;
import dev.turnup.engine.scheduling.DispatchVisit;
import dev.turnup.engine.scheduling.GiveUpVisit;
import dev.turnup.engine.scheduling.HoldChosenSlot;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.ProposeAppointment;
import dev.turnup.engine.scheduling.ReplanOrder;
import dev.turnup.engine.scheduling.Technicians;
import dev.turnup.engine.scheduling.VisitSlots;
import dev.turnup.engine.scheduling.Workforce;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps from decomposition to scheduling. */
@Configuration(proxyBeanMethods = false)
class PlanningSteps {

  // ── decomposition

  @Bean
  SiteClock siteClock(Territories territories, Clock clock) {
    return new SiteClock(territories, clock);
  }

  @Bean
  DecomposeItems decomposeItems(
      Orders orders,
      Components components,
      Findings findings,
      Territories territories,
      Decisions decisions) {
    return new DecomposeItems(orders, components, findings, territories, decisions);
  }

  @Bean
  ApplyOrderRules applyOrderRules(
      Orders orders,
      Components components,
      Findings findings,
      Decisions decisions,
      Timeline timeline,
      Clock clock) {
    return new ApplyOrderRules(orders, components, findings, decisions, timeline, clock);
  }

  @Bean
  ReviseOrder reviseOrder(Orders orders, Findings findings, Timeline timeline, Notes notes) {
    return new ReviseOrder(orders, findings, timeline, notes);
  }

  @Bean
  RejectOrder rejectOrder(
      Orders orders,
      Findings findings,
      Decisions decisions,
      Timeline timeline,
      Notes notes,
      Clock clock) {
    return new RejectOrder(orders, findings, decisions, timeline, notes, clock);
  }

  @Bean
  CancelComponents cancelComponents(
      Orders orders, Components components, Timeline timeline, Clock clock) {
    return new CancelComponents(orders, components, timeline, clock);
  }

  // ── capacity

  @Bean
  CheckCapacity checkCapacity(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Timeline timeline,
      SiteClock siteClock) {
    return new CheckCapacity(inventory, orders, components, timeline, siteClock);
  }

  @Bean
  ReserveCapacity reserveCapacity(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Reservations reservations,
      Timeline timeline,
      SiteClock siteClock) {
    return new ReserveCapacity(inventory, orders, components, reservations, timeline, siteClock);
  }

  @Bean
  ExtendReservation extendReservation(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Reservations reservations,
      SiteClock siteClock) {
    return new ExtendReservation(inventory, orders, components, reservations, siteClock);
  }

  @Bean
  ReleaseReservation releaseReservation(
      CapacityInventory inventory,
      Orders orders,
      Components components,
      Reservations reservations,
      Timeline timeline) {
    return new ReleaseReservation(inventory, orders, components, reservations, timeline);
  }

  @Bean
  NoteUnknownCapacity noteUnknownCapacity(
      Components components, Fallouts fallouts, Timeline timeline) {
    return new NoteUnknownCapacity(components, fallouts, timeline);
  }

  // ── delivery

  @Bean
  Plan plan(
      Deliveries deliveries,
      Components components,
      Decisions decisions,
      Timeline timeline,
      SiteClock siteClock) {
    return new Plan(deliveries, components, decisions, timeline, siteClock);
  }

  @Bean
  PlanDeliveries planDeliveries(Orders orders, Components components, Plan plan) {
    return new PlanDeliveries(orders, components, plan);
  }

  @Bean
  ReleaseVisit releaseVisit(Visits visits, Timeline timeline) {
    return new ReleaseVisit(visits, timeline);
  }

  @Bean
  AssessDelivery assessDelivery(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      Visits visits,
      ReleaseVisit releaseVisit,
      Plan plan,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    return new AssessDelivery(
        orders,
        components,
        deliveries,
        reservations,
        visits,
        releaseVisit,
        plan,
        timeline,
        siteClock,
        clock);
  }

  @Bean
  SettleShortage settleShortage(
      Orders orders,
      Components components,
      Deliveries deliveries,
      CancelComponents cancelComponents,
      Timeline timeline) {
    return new SettleShortage(orders, components, deliveries, cancelComponents, timeline);
  }

  @Bean
  ReviewPlan reviewPlan(Deliveries deliveries) {
    return new ReviewPlan(deliveries);
  }

  @Bean
  RecordVisit recordVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Visits visits,
      Fallouts fallouts,
      Timeline timeline,
      SiteClock siteClock) {
    return new RecordVisit(orders, components, deliveries, visits, fallouts, timeline, siteClock);
  }

  @Bean
  CompleteDelivery completeDelivery(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      ReleaseVisit releaseVisit,
      Plan plan,
      Timeline timeline) {
    return new CompleteDelivery(
        orders, components, deliveries, reservations, releaseVisit, plan, timeline);
  }

  @Bean
  CloseOrder closeOrder(Orders orders, Components components, Timeline timeline, Clock clock) {
    return new CloseOrder(orders, components, timeline, clock);
  }

  @Bean
  CapacityMoved capacityMoved(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Reservations reservations,
      Visits visits,
      Timeline timeline,
      SiteClock siteClock) {
    return new CapacityMoved(
        orders, components, deliveries, reservations, visits, timeline, siteClock);
  }

  // ── scheduling

  @Bean
  VisitSlots visitSlots(
      Technicians technicians,
      Appointments appointments,
      ReleaseVisit releaseVisit,
      Timeline timeline,
      Clock clock) {
    return new VisitSlots(technicians, appointments, releaseVisit, timeline, clock);
  }

  @Bean
  PromiseDate promiseDate(
      Orders orders,
      Components components,
      Deliveries deliveries,
      VisitSlots visitSlots,
      Territories territories,
      Timeline timeline,
      SiteClock siteClock) {
    return new PromiseDate(
        orders, components, deliveries, visitSlots, territories, timeline, siteClock);
  }

  @Bean
  ReplanOrder replanOrder(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      PromiseDate promiseDate,
      SiteClock siteClock) {
    return new ReplanOrder(orders, components, deliveries, appointments, promiseDate, siteClock);
  }

  @Bean
  ProposeAppointment proposeAppointment(
      Orders orders,
      Components components,
      Deliveries deliveries,
      VisitSlots visitSlots,
      ReleaseVisit releaseVisit,
      PromiseDate promiseDate,
      Territories territories,
      SiteClock siteClock,
      Clock clock) {
    return new ProposeAppointment(
        orders,
        components,
        deliveries,
        visitSlots,
        releaseVisit,
        promiseDate,
        territories,
        siteClock,
        clock);
  }

  @Bean
  BookAppointment bookAppointment(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      VisitSlots visitSlots,
      PromiseDate promiseDate,
      Territories territories,
      Timeline timeline,
      SiteClock siteClock) {
    return new BookAppointment(
        orders,
        components,
        deliveries,
        appointments,
        visitSlots,
        promiseDate,
        territories,
        timeline,
        siteClock);
  }

  @Bean
  HoldChosenSlot holdChosenSlot(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Technicians technicians,
      Appointments appointments,
      VisitSlots visitSlots,
      PromiseDate promiseDate,
      Territories territories,
      SiteClock siteClock,
      Clock clock) {
    return new HoldChosenSlot(
        orders,
        components,
        deliveries,
        technicians,
        appointments,
        visitSlots,
        promiseDate,
        territories,
        siteClock,
        clock);
  }

  @Bean
  DispatchVisit dispatchVisit(
      Workforce workforce,
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      Timeline timeline) {
    return new DispatchVisit(workforce, orders, components, deliveries, appointments, timeline);
  }

  @Bean
  CancelVisit cancelVisit(
      Workforce workforce,
      Deliveries deliveries,
      Appointments appointments,
      Visits visits,
      Timeline timeline) {
    return new CancelVisit(workforce, deliveries, appointments, visits, timeline);
  }

  @Bean
  GiveUpVisit giveUpVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      ReleaseVisit releaseVisit,
      CancelComponents cancelComponents) {
    return new GiveUpVisit(orders, components, deliveries, releaseVisit, cancelComponents);
  }
}
