package dev.turnup.engine;

import static org.mockito.Mockito.mock;

import dev.turnup.engine.capacity.CapacityInventory;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CheckCapacity;
import dev.turnup.engine.capacity.ReservationsInMemory;
import dev.turnup.engine.capacity.ReserveCapacity;
import dev.turnup.engine.decomposition.ApplyOrderRules;
import dev.turnup.engine.decomposition.CompareOrders;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.ComponentsInMemory;
import dev.turnup.engine.decomposition.DecomposeItems;
import dev.turnup.engine.decomposition.FindingsInMemory;
import dev.turnup.engine.decomposition.InstalledProductsInMemory;
import dev.turnup.engine.decomposition.OtherOrdersInMemory;
import dev.turnup.engine.decomposition.SampleTables;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.AssessDelivery;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.delivery.CapacityMoved;
import dev.turnup.engine.delivery.CloseOrder;
import dev.turnup.engine.delivery.CompleteDelivery;
import dev.turnup.engine.delivery.DeliveriesInMemory;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DrawPlan;
import dev.turnup.engine.delivery.EarlierOrders;
import dev.turnup.engine.delivery.JudgeMissedVisit;
import dev.turnup.engine.delivery.KeepPlan;
import dev.turnup.engine.delivery.LeftVisits;
import dev.turnup.engine.delivery.MissedVisitsInMemory;
import dev.turnup.engine.delivery.Plan;
import dev.turnup.engine.delivery.PlanDeliveries;
import dev.turnup.engine.delivery.PlanStart;
import dev.turnup.engine.delivery.PlanSteps;
import dev.turnup.engine.delivery.PlanVersionsInMemory;
import dev.turnup.engine.delivery.ReadPlan;
import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.delivery.ReviewPlan;
import dev.turnup.engine.delivery.ReviewStart;
import dev.turnup.engine.delivery.SettleShortage;
import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.desk.ApprovalsInMemory;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.NotesInMemory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.TimelineInMemory;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.scheduling.AskForVisit;
import dev.turnup.engine.scheduling.BookAppointment;
import dev.turnup.engine.scheduling.CalendarInMemory;
import dev.turnup.engine.scheduling.ChooseTechnician;
import dev.turnup.engine.scheduling.Crew;
import dev.turnup.engine.scheduling.GiveUpVisit;
import dev.turnup.engine.scheduling.HoldChosenSlot;
import dev.turnup.engine.scheduling.LeaveOutVisits;
import dev.turnup.engine.scheduling.OfferedTimes;
import dev.turnup.engine.scheduling.OffersInMemory;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.ProposeAppointment;
import dev.turnup.engine.scheduling.ReplanOrder;
import dev.turnup.engine.scheduling.RescheduleVisit;
import dev.turnup.engine.scheduling.ReviewVisit;
import dev.turnup.engine.scheduling.RunningDeliveries;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.SettleWish;
import dev.turnup.engine.scheduling.ShareVisit;
import dev.turnup.engine.scheduling.VisitNeeds;
import dev.turnup.engine.scheduling.VisitSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Planning without a database and without outside systems: on a Monday morning in Hamburg, where
 * Anna lays fibre.
 */
public final class Planning {

  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  public static final Site SITE = new Site("site-1", "12 Harbour Street, 20457 Hamburg", "20457");

  public final MovableClock clock =
      new MovableClock(MONDAY.atTime(7, 0).atZone(BERLIN).toInstant());
  public final OrdersInMemory orders = new OrdersInMemory();
  public final ComponentsInMemory components = new ComponentsInMemory();
  public final DeliveriesInMemory deliveries = new DeliveriesInMemory();
  public final FindingsInMemory findings = new FindingsInMemory();
  public final OtherOrdersInMemory others = new OtherOrdersInMemory();
  public final InstalledProductsInMemory installedProducts = new InstalledProductsInMemory();
  public final ReservationsInMemory reservations = new ReservationsInMemory(components, deliveries);
  public final MissedVisitsInMemory missedVisits = new MissedVisitsInMemory();
  public final CalendarInMemory calendar = new CalendarInMemory();
  public final Crew crew = new Crew().with("anna", "hamburg", "fibre");
  public final TimelineInMemory timeline = new TimelineInMemory();
  public final NotesInMemory notes = new NotesInMemory();
  public final SampleTables tables = new SampleTables();
  public final ApprovalsInMemory approvals = new ApprovalsInMemory();
  public final KeptFallouts kept = new KeptFallouts();
  public final List<StepFellOut> fallouts = kept.raised;
  public final List<FalloutId> settled = kept.settled;

  /** Where the workforce system is told beside everything else that nobody comes. */
  public final List<DeliveryId> calledOff = new ArrayList<>();

  private final LeftVisits leftVisits =
      new LeftVisits() {
        @Override
        public void callOff(OrderId order, DeliveryId delivery) {
          calledOff.add(delivery);
        }

        @Override
        public boolean isBeingCalledOff(OrderId order, DeliveryId delivery) {
          return calledOff.contains(delivery);
        }
      };

  public final Territories territories =
      postalCode ->
          Map.of(
                  "20", new Territory("hamburg", "Hamburg", BERLIN),
                  "28", new Territory("bremen", "Bremen", BERLIN),
                  "50", new Territory("cologne", "Cologne", BERLIN, true))
              .entrySet()
              .stream()
              .filter(prefix -> postalCode.startsWith(prefix.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
  private Optional<Instant> wantedBy = Optional.empty();

  public final SiteClock siteClock = new SiteClock(territories, clock);

  /** Grace decides, and a model that can ask somebody else. */
  public static final Decider GRACE = new Decider("grace", Optional.empty(), true);

  public final SeekApproval seekApproval =
      new SeekApproval(
          orders,
          tables,
          approvals,
          new LeaveNote(orders, notes, timeline, mock(Fulfillment.class)),
          timeline,
          clock);
  public final DecomposeItems decomposeItems =
      new DecomposeItems(orders, components, findings, installedProducts, territories, tables);
  public final CompareOrders compareOrders = new CompareOrders(others);
  public final ApplyOrderRules applyOrderRules =
      new ApplyOrderRules(
          orders,
          components,
          findings,
          installedProducts,
          compareOrders,
          tables,
          timeline,
          notes,
          clock);
  public final CheckCapacity checkCapacity =
      new CheckCapacity(new SilentInventory(), orders, components, timeline, siteClock);
  public final ReserveCapacity reserveCapacity =
      new ReserveCapacity(
          new SilentInventory(), orders, components, reservations, timeline, siteClock);
  public final Plan plan = new Plan(deliveries, components, tables, timeline, siteClock);

  /** Work goes on in office hours. */
  public final PlanSteps planSteps =
      new PlanSteps(
          new WorkingCalendars() {
            @Override
            public WorkingCalendar named(String id) {
              return WorkingCalendar.office(BERLIN);
            }

            @Override
            public Map<String, WorkingCalendar> covering(Collection<String> codes) {
              return codes.stream()
                  .distinct()
                  .collect(Collectors.toMap(code -> code, code -> WorkingCalendar.office(BERLIN)));
            }
          },
          clock);

  /** Of every order: what must end before it starts. */
  public final List<OrderId> earlierOrders = new ArrayList<>();

  public final PlanStart planStart =
      new PlanStart(
          planSteps,
          new EarlierOrders() {
            @Override
            public List<OrderId> openBefore(OrderId order) {
              return earlierOrders;
            }

            @Override
            public boolean areThere(OrderId order) {
              return !others.named.isEmpty();
            }
          },
          calendar,
          timeline,
          siteClock,
          clock);
  public final PlanVersionsInMemory plans = new PlanVersionsInMemory();
  public final KeepPlan keepPlan =
      new KeepPlan(components, deliveries, new DrawPlan(planSteps), plans, siteClock, clock);
  public final ReadPlan readPlan = new ReadPlan(orders, plans, keepPlan);
  public final CancelComponents cancelComponents =
      new CancelComponents(orders, components, keepPlan, timeline, clock);
  public final PlanDeliveries planDeliveries =
      new PlanDeliveries(orders, components, plan, planStart, keepPlan);
  public final ReviewStart reviewStart = new ReviewStart(orders, components, planStart, keepPlan);
  public final ReleaseVisit releaseVisit = new ReleaseVisit(calendar, timeline);
  public final AssessDelivery assessDelivery =
      new AssessDelivery(
          orders,
          components,
          deliveries,
          reservations,
          calendar,
          releaseVisit,
          plan,
          keepPlan,
          timeline,
          siteClock,
          clock);
  public final SettleShortage settleShortage =
      new SettleShortage(components, deliveries, cancelComponents, seekApproval, timeline);
  public final ReviewPlan reviewPlan =
      new ReviewPlan(orders, components, deliveries, plan, keepPlan);
  public final RecordVisit recordVisit =
      new RecordVisit(
          orders,
          components,
          deliveries,
          calendar,
          crew,
          new JudgeMissedVisit(tables, missedVisits, clock),
          kept,
          leftVisits,
          timeline,
          siteClock,
          clock);
  public final CompleteDelivery completeDelivery =
      new CompleteDelivery(
          orders,
          components,
          deliveries,
          reservations,
          releaseVisit,
          leftVisits,
          plan,
          keepPlan,
          timeline);
  public final CloseOrder closeOrder = new CloseOrder(orders, components, timeline, clock);
  public final CapacityMoved capacityMoved =
      new CapacityMoved(
          orders, components, deliveries, reservations, calendar, keepPlan, timeline, siteClock);
  private final ChooseTechnician chooseTechnician = new ChooseTechnician(tables);
  public final VisitSlots visitSlots =
      new VisitSlots(
          crew,
          calendar,
          calendar,
          chooseTechnician,
          new ShareVisit(crew, calendar, tables),
          releaseVisit,
          notes,
          timeline,
          clock);

  /** What an outside workforce system has offered, in its own territory. */
  public final OffersInMemory offers = new OffersInMemory();

  public final OfferedTimes offeredTimes = new OfferedTimes(offers, calendar, visitSlots, clock);
  public final VisitNeeds visitNeeds = new VisitNeeds(components, territories, siteClock);
  public final SettleWish settleWish =
      new SettleWish(
          components,
          calendar,
          offers,
          offeredTimes,
          visitSlots,
          visitNeeds,
          territories,
          leftVisits,
          new LeaveNote(orders, notes, timeline, mock(Fulfillment.class)),
          timeline,
          siteClock);
  public final ReviewVisit reviewVisit =
      new ReviewVisit(orders, deliveries, calendar, offeredTimes, visitNeeds);
  public final PromiseDate promiseDate =
      new PromiseDate(
          orders,
          components,
          deliveries,
          calendar,
          visitSlots,
          offeredTimes,
          new LeaveOutVisits(kept, notes, timeline, clock),
          territories,
          reviewStart,
          readPlan,
          timeline,
          siteClock);
  public final SearchSlots searchSlots =
      new SearchSlots(
          orders,
          components,
          deliveries,
          crew,
          calendar,
          chooseTechnician,
          offeredTimes,
          territories,
          siteClock,
          clock);

  /** The deliveries that wait for their visit; told that it is moved, they wait no longer. */
  public final Set<DeliveryId> waitingForVisit = new HashSet<>();

  public final RunningDeliveries runningDeliveries =
      new RunningDeliveries() {
        @Override
        public boolean visitMoved(OrderId order, DeliveryId delivery) {
          return waitingForVisit.remove(delivery);
        }

        @Override
        public boolean otherVisitWanted(OrderId order, DeliveryId delivery) {
          return waitingForVisit.contains(delivery);
        }
      };

  public final RescheduleVisit rescheduleVisit =
      new RescheduleVisit(
          orders,
          components,
          deliveries,
          calendar,
          calendar,
          searchSlots,
          visitSlots,
          new AskForVisit(
              deliveries,
              visitSlots,
              offeredTimes,
              settleWish,
              promiseDate,
              runningDeliveries,
              timeline),
          promiseDate,
          runningDeliveries,
          territories,
          timeline,
          siteClock,
          clock);
  public final ReplanOrder replanOrder =
      new ReplanOrder(
          orders, components, deliveries, calendar, planStart, keepPlan, promiseDate, siteClock);
  public final ProposeAppointment proposeAppointment =
      new ProposeAppointment(
          orders,
          components,
          deliveries,
          crew,
          visitSlots,
          offeredTimes,
          releaseVisit,
          promiseDate,
          territories,
          siteClock);
  public final BookAppointment bookAppointment =
      new BookAppointment(
          orders,
          components,
          deliveries,
          calendar,
          visitSlots,
          offeredTimes,
          promiseDate,
          territories,
          timeline,
          siteClock);
  public final HoldChosenSlot holdChosenSlot =
      new HoldChosenSlot(
          orders,
          components,
          deliveries,
          crew,
          calendar,
          visitSlots,
          offeredTimes,
          promiseDate,
          territories,
          siteClock,
          clock);
  public final GiveUpVisit giveUpVisit =
      new GiveUpVisit(orders, components, deliveries, releaseVisit, cancelComponents);

  /** An item at the site, for {@code internet-…} with its speed. */
  public static OrderItem item(String id, String offering) {
    AnItem item = AnItem.numbered(id).of(offering);
    if (!offering.equals("mobile-line")) {
      item.at(SITE);
    }
    if (offering.startsWith("internet-")) {
      item.characterised(Map.of("speed", offering.substring(9)));
    }
    return item.item();
  }

  /** The same item, wanted so. */
  public static OrderItem wanting(String preference, OrderItem item) {
    return AnItem.like(item).wanting(preference).item();
  }

  /** The same item, relying on others. */
  public static OrderItem relying(OrderItem item, String... others) {
    return AnItem.like(item).relyingOn(others).item();
  }

  /** Ada says it, and Grace's decision is taken up again. */
  public Decider judged(Decided<?> asked, boolean approved) {
    ApprovalId approval = asked.asked().orElseThrow().approval();
    approvals.decide(approval, new Approval.Verdict("ada", clock.instant(), approved));
    return new Decider("unknown", Optional.of(approval), true);
  }

  /** From now on customers want their orders by then. */
  public void wantedBy(Instant moment) {
    wantedBy = Optional.of(moment);
  }

  /** An order just accepted. */
  public OrderId accepted(OrderItem... items) {
    return accepted(Optional.empty(), items);
  }

  /** An order just accepted that the customer does not want earlier. */
  public OrderId accepted(Optional<Instant> requestedStart, OrderItem... items) {
    OrderSubmission submission =
        new OrderSubmission(
            "crm",
            Optional.empty(),
            Optional.empty(),
            "hash",
            "{}",
            new Customer("C-1", "Ada Lovelace", "premium", Optional.empty(), Optional.empty()),
            requestedStart,
            Optional.empty(),
            Set.of(),
            List.of(items));
    ProductOrder order =
        new ProductOrder(
            new ProductOrder.Header(
                orders.nextId(),
                "crm",
                Optional.empty(),
                submission.customer(),
                clock.instant(),
                requestedStart,
                wantedBy),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            List.of(items),
            0);
    orders.add(order, submission);
    return order.id();
  }

  /** An order decomposed and valid. */
  public OrderId decomposed(OrderItem... items) {
    OrderId order = accepted(items);
    decomposeItems.forOrder(order);
    applyOrderRules.forOrder(order);
    return order;
  }

  /** Lets the inventory have room for this component from a day on, and hold it. */
  public void room(OrderId order, String component, LocalDate from) {
    for (Component c : named(order, component)) {
      checkCapacity.record(c.id(), new Room(Room.Verdict.FROM, Optional.of(from), ""));
      reserveCapacity.record(
          c.id(),
          new Holding(
              Holding.Verdict.HELD,
              "RSV-" + c.id(),
              Optional.of(from.plusDays(30).atStartOfDay(BERLIN).toInstant()),
              ""));
    }
  }

  /** Lets the inventory have no room for this component. */
  public void noRoom(OrderId order, String component) {
    for (Component c : named(order, component)) {
      checkCapacity.record(c.id(), new Room(Room.Verdict.NONE, Optional.empty(), "no free port"));
    }
  }

  /** An order with room for everything today. */
  public OrderId roomForAll(OrderItem... items) {
    OrderId order = decomposed(items);
    for (Component c : components.of(order)) {
      if (c.toReserve().isPresent()) {
        room(order, c.name(), MONDAY);
      }
    }
    return order;
  }

  public List<Component> named(OrderId order, String component) {
    return components.of(order).stream().filter(c -> c.name().equals(component)).toList();
  }

  public Component the(OrderId order, String component) {
    List<Component> some = named(order, component);
    if (some.size() != 1) {
      throw new AssertionError(some.size() + " components " + component + " in " + order);
    }
    return some.get(0);
  }

  /** Lets components have come this far. */
  public void bring(OrderId order, ComponentState... path) {
    for (ComponentState state : path) {
      components.update(
          components.of(order).stream()
              .filter(Component::isOpen)
              .map(component -> component.in(state))
              .toList());
    }
  }

  /** Lets every item that has a working service have its bill. */
  public void bill(OrderId id) {
    ProductOrder order = orders.lock(id);
    components.of(id).stream()
        .filter(component -> component.state() == ComponentState.ACTIVE)
        .filter(component -> component.specification().billable())
        .forEach(component -> order.completeItem(component.item(), clock.instant()));
    orders.update(order);
  }

  /** Names of what each delivery brings, by number. */
  public List<String> planned(OrderId order) {
    return deliveries.of(order).stream()
        .map(
            delivery ->
                delivery.readyDate().map(LocalDate::toString).orElse("no date")
                    + ": "
                    + String.join(
                        ", ",
                        components.of(delivery.id()).stream()
                            .map(Component::name)
                            .sorted()
                            .toList()))
        .toList();
  }

  public Delivery delivery(OrderId order, int number) {
    return deliveries.of(order).get(number - 1);
  }

  /** Nobody calls it: what it would answer is recorded by the tests. */
  private static final class SilentInventory implements CapacityInventory {

    @Override
    public Duration longestCall() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<Outcome<Room>> checkCapacity(CallKey key, Question question) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<Outcome<Holding>> reserveCapacity(CallKey key, Wish wish) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<Outcome<Holding>> extendReservation(CallKey key, Extension extension) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<Outcome<Holding>> releaseReservation(CallKey key, Release release) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public CompletionStage<Outcome<Optional<Holding>>> findReservation(
        CallKey key, Subject subject) {
      throw new AssertionError("nobody asks");
    }
  }

  /** Capacity is there from another day on, or no more. */
  public List<CapacityMoved.Concerned> moveCapacity(
      Optional<String> site, String resource, Optional<LocalDate> to) {
    return capacityMoved.at(capacityMoved.ordersAt(site, resource), site, resource, to);
  }
}
