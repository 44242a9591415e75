package dev.turnup.engine.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.choice.CustomerChoices;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Findings;
import dev.turnup.engine.decomposition.OtherOrders;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.EarlierOrders;
import dev.turnup.engine.delivery.PlanVersions;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.Actor;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.problem.ProblemBook;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.Technicians;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.type.JdbcType;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The stores on a database of their own, without the application, whose routes would act on what
 * the tests write.
 */
final class StoresAlone {

  static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private static final List<Class<?>> MAPPERS =
      List.of(
          AppointmentMapper.class,
          ApprovalMapper.class,
          BillMapper.class,
          BookingMapper.class,
          BulkMapper.class,
          CalendarMapper.class,
          CancellationMapper.class,
          ChoiceMapper.class,
          ComponentMapper.class,
          DeliveryMapper.class,
          EscalationMapper.class,
          EventQueueMapper.class,
          FalloutMapper.class,
          FindingMapper.class,
          HoldUpMapper.class,
          KpiMapper.class,
          LeaseMapper.class,
          NoteMapper.class,
          NoticeMapper.class,
          OfferMapper.class,
          OrderMapper.class,
          OrderPlanMapper.class,
          OrderProgressMapper.class,
          OrderSearchMapper.class,
          OtherOrderMapper.class,
          OutboundCallMapper.class,
          PlanMapper.class,
          ProblemMapper.class,
          PromiseMapper.class,
          ReservationMapper.class,
          ServiceRecordMapper.class,
          SubscriptionMapper.class,
          TimelineMapper.class,
          WorkforceMapper.class);

  private static final StoresAlone STORES = new StoresAlone();

  final Configuration mybatis;

  private final ThreadLocal<List<Components.Moved>> moved = ThreadLocal.withInitial(ArrayList::new);

  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final JdbcTemplate jdbc;
  final TransactionTemplate transaction;
  final OrderStore orders;
  final OutboundCallStore calls;
  final OrderSearch search;
  final CancellationStore cancellations;
  final Components components;
  final Deliveries deliveries;
  final Reservations reservations;
  final ServiceRecords records;
  final TimelineStore timeline;
  final BillStore bills;
  final FalloutBook fallouts;
  final Findings findings;
  final OtherOrders others;
  final EarlierOrders earlierOrders;
  final EscalationStore escalations;
  final LateRows late;
  final HoldUpStore holdUps;
  final PromiseStore promises;
  final ApprovalStore approvals;
  final Notices notices;
  final CustomerChoices choices;
  final NoteStore notes;
  final OrderPlanStore plans;
  final OrderProgressStore progress;
  final PlanVersions planVersions;
  final ProblemBook problems;
  final WorkingCalendars calendars;
  final Technicians technicians;
  final Appointments appointments;
  final OfferStore offers;
  final BookingStore bookings;
  final LeaseStore leases;
  final BulkStore runs;
  final KpiStore kpis;

  /** As on another node. */
  final Supplier<KpiStore> otherKpis;

  final EventQueueStore eventQueue;
  final SubscriptionStore subscriptions;
  final SiteClock siteClock = new SiteClock(postalCode -> Optional.empty(), clock);

  /** A database for one alone. */
  StoresAlone() {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(TestDatabase.withTables());
    SqlSessionTemplate sessions = new SqlSessionTemplate(sessionsOf(database));
    mybatis = sessions.getConfiguration();
    jdbc = new JdbcTemplate(database);
    JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    transaction = new TransactionTemplate(transactions);
    LockedOrders lockedOrders = new LockedOrders();
    components =
        new ComponentStore(
            sessions.getMapper(ComponentMapper.class),
            lockedOrders,
            news -> moved.get().add((Components.Moved) news));
    deliveries = new DeliveryStore(sessions.getMapper(DeliveryMapper.class), lockedOrders);
    reservations = new ReservationStore(sessions.getMapper(ReservationMapper.class), lockedOrders);
    records = new ServiceRecordStore(sessions.getMapper(ServiceRecordMapper.class), lockedOrders);
    UnwrittenEntries unwritten = new UnwrittenEntries(sessions.getMapper(TimelineMapper.class));
    timeline =
        new TimelineStore(
            sessions.getMapper(TimelineMapper.class),
            unwritten,
            lockedOrders,
            new StaticListableBeanFactory().getBeanProvider(Actor.class),
            clock);
    bills = new BillStore(sessions.getMapper(BillMapper.class), lockedOrders);
    FalloutMapper falloutMapper = sessions.getMapper(FalloutMapper.class);
    fallouts = new FalloutStore(falloutMapper);
    findings = new FindingStore(sessions.getMapper(FindingMapper.class));
    OtherOrderStore otherOrders = new OtherOrderStore(sessions.getMapper(OtherOrderMapper.class));
    others = otherOrders;
    earlierOrders = otherOrders;
    escalations = new EscalationStore(sessions.getMapper(EscalationMapper.class));
    late = new LateRows(sessions.getMapper(EscalationMapper.class));
    holdUps = new HoldUpStore(sessions.getMapper(HoldUpMapper.class));
    promises = new PromiseStore(sessions.getMapper(PromiseMapper.class), unwritten, clock);
    approvals = new ApprovalStore(sessions.getMapper(ApprovalMapper.class));
    notices = new NoticeStore(sessions.getMapper(NoticeMapper.class));
    choices = new ChoiceStore(sessions.getMapper(ChoiceMapper.class));
    notes =
        new NoteStore(
            sessions.getMapper(NoteMapper.class),
            new StaticListableBeanFactory().getBeanProvider(Actor.class),
            clock);
    plans = new OrderPlanStore(sessions.getMapper(OrderPlanMapper.class));
    progress =
        new OrderProgressStore(sessions.getMapper(OrderProgressMapper.class), unwritten, clock);
    orders =
        new OrderStore(
            sessions.getMapper(OrderMapper.class), timeline, unwritten, plans, notes, lockedOrders);
    calls = new OutboundCallStore(sessions.getMapper(OutboundCallMapper.class), clock);
    OrderSearchMapper searches = sessions.getMapper(OrderSearchMapper.class);
    BoundedReads reads = new BoundedReads(searches, transactions);
    search = new OrderSearchStore(searches, reads);
    cancellations = new CancellationStore(sessions.getMapper(CancellationMapper.class), reads);
    problems = new ProblemStore(sessions.getMapper(ProblemMapper.class));
    planVersions = new PlanStore(sessions.getMapper(PlanMapper.class));
    CalendarStore workingCalendars =
        new CalendarStore(sessions.getMapper(CalendarMapper.class), clock);
    calendars = workingCalendars;
    technicians =
        new WorkforceStore(sessions.getMapper(WorkforceMapper.class), workingCalendars, clock);
    offers = new OfferStore(sessions.getMapper(OfferMapper.class));
    appointments = new AppointmentStore(sessions.getMapper(AppointmentMapper.class));
    bookings = new BookingStore(sessions.getMapper(BookingMapper.class), reads, clock);
    runs = new BulkStore(sessions.getMapper(BulkMapper.class), unwritten, news -> {});
    leases = new LeaseStore(sessions.getMapper(LeaseMapper.class));
    otherKpis = () -> new KpiStore(sessions.getMapper(KpiMapper.class), unwritten, reads);
    kpis = otherKpis.get();
    eventQueue = new EventQueueStore(sessions.getMapper(EventQueueMapper.class));
    subscriptions =
        new SubscriptionStore(
            sessions.getMapper(SubscriptionMapper.class),
            unwritten,
            new SealedSecrets("a key of the tests"));
  }

  /** One database for all who ask: each makes its own orders and looks at nothing else. */
  static StoresAlone shared() {
    return STORES;
  }

  /** A new order with internet over an access line. */
  PlanInDatabase plan() {
    return new PlanInDatabase(orders, components, deliveries);
  }

  /** What was told of components in this thread since it was asked last. */
  List<Components.Moved> movedHere() {
    List<Components.Moved> here = moved.get();
    moved.remove();
    return here;
  }

  Component read(Component component) {
    return components.get(component.id());
  }

  /** As {@code mybatis.configuration} in application.yaml says. */
  private static SqlSessionFactory sessionsOf(HikariDataSource database) {
    Configuration configuration = new Configuration();
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.setArgNameBasedConstructorAutoMapping(true);
    configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
    configuration.setJdbcTypeForNull(JdbcType.NULL);
    configuration.getTypeHandlerRegistry().register(new UuidTypeHandler());
    new KnownConstructors().customize(configuration);
    SqlSessionFactoryBean factory = new SqlSessionFactoryBean();
    factory.setDataSource(database);
    factory.setConfiguration(configuration);
    MAPPERS.forEach(configuration::addMapper);
    try {
      return factory.getObject();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
