package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.clock.ClockWalk;
import dev.turnup.connectors.sandbox.clock.SandboxClock;
import dev.turnup.connectors.sandbox.standin.AccessNodes;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.CallbackSender;
import dev.turnup.connectors.sandbox.standin.Callbacks;
import dev.turnup.connectors.sandbox.standin.Desk;
import dev.turnup.connectors.sandbox.standin.Effects;
import dev.turnup.connectors.sandbox.standin.Faults;
import dev.turnup.connectors.sandbox.standin.HeldAnswers;
import dev.turnup.connectors.sandbox.standin.InService;
import dev.turnup.connectors.sandbox.standin.Listener;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Requests;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.StandInServer;
import dev.turnup.connectors.sandbox.systems.BillingStandIn;
import dev.turnup.connectors.sandbox.systems.Capacity;
import dev.turnup.connectors.sandbox.systems.InventoryStandIn;
import dev.turnup.connectors.sandbox.systems.MailReceiver;
import dev.turnup.connectors.sandbox.systems.Messages;
import dev.turnup.connectors.sandbox.systems.MessagingStandIn;
import dev.turnup.connectors.sandbox.systems.NetworkStandIn;
import dev.turnup.connectors.sandbox.systems.Products;
import dev.turnup.connectors.sandbox.systems.Reservations;
import dev.turnup.connectors.sandbox.systems.Tickets;
import dev.turnup.connectors.sandbox.systems.VisitTimes;
import dev.turnup.connectors.sandbox.systems.WorkforceStandIn;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The five stand-ins and their control, each listening on its port of 127.0.0.1. All they know is
 * in the schema {@code sandbox}, which must be there.
 */
public final class Sandbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

  private final SandboxSettings settings;
  private final Vertx vertx;
  private final CallbackSender sender;
  private final Switchboard switchboard;
  private final ControlServer control;

  /**
   * @param secrets what each system proves with, in callbacks, that it is itself
   */
  Sandbox(
      SandboxSettings settings,
      DataSource dataSource,
      SandboxClock clock,
      Function<OutsideSystem, Optional<String>> secrets) {
    this.settings = settings;
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(8)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    JdbcClient jdbc = JdbcClient.create(dataSource);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    Faults faults = new Faults(jdbc);
    Requests requests = new Requests(jdbc);
    Effects effects = new Effects(jdbc);
    Callbacks callbacks = new Callbacks(jdbc);
    InService inService = new InService();
    HeldAnswers held = new HeldAnswers();

    AskByKey askByKey = new AskByKey(effects);
    AnyOperation anyOperation = new AnyOperation(jdbc);
    Capacity capacity = new Capacity(jdbc);
    Reservations reservations = new Reservations(jdbc, capacity);
    Products products = new Products(jdbc);
    Messages messages = new Messages(jdbc);
    NetworkStandIn network = new NetworkStandIn(jdbc, clock, askByKey, anyOperation);
    InventoryStandIn inventory =
        new InventoryStandIn(jdbc, capacity, reservations, products, askByKey, anyOperation);
    BillingStandIn billing = new BillingStandIn(jdbc, askByKey, anyOperation);
    VisitTimes visitTimes = new VisitTimes(jdbc);
    WorkforceStandIn workforce = new WorkforceStandIn(jdbc, visitTimes, askByKey, anyOperation);
    MessagingStandIn messaging = new MessagingStandIn(messages, askByKey, anyOperation);
    List<StandIn> standIns = List.of(network, inventory, billing, workforce, messaging);

    Desk desk = new Desk(transaction, faults, requests, effects, callbacks);
    Map<OutsideSystem, Listener> servers = new EnumMap<>(OutsideSystem.class);
    for (StandIn standIn : standIns) {
      int port = port(settings.ports(), standIn.system());
      servers.put(
          standIn.system(), new StandInServer(vertx, standIn, desk, clock, inService, held, port));
    }
    MailReceiver mail =
        new MailReceiver(vertx, messaging, desk, clock, inService, held, settings.ports().smtp());
    switchboard = new Switchboard(faults, servers, mail);
    sender = new CallbackSender(vertx, transaction, callbacks, effects, clock, standIns, secrets);
    Optional.ofNullable(settings.callbackBaseUrl()).ifPresent(sender::to);

    ClockWalk walk =
        new ClockWalk(
            dataSource, clock, new SandboxDue(callbacks, sender, reservations, inService));
    FaultControl faultControl =
        new FaultControl(transaction, clock, faults, held, standIns, switchboard);
    FactControl factControl =
        new FactControl(
            transaction,
            clock,
            faults,
            callbacks,
            capacity,
            reservations,
            new AccessNodes(jdbc),
            new Tickets(jdbc),
            network,
            inventory,
            visitTimes,
            workforce);
    CustomerControl customerControl =
        new CustomerControl(transaction, clock, network, inventory, products, billing);
    BookControl bookControl =
        new BookControl(effects, requests, callbacks, billing, workforce, messages);
    ClockControl clockControl = new ClockControl(clock, walk, settings.walkWithin());
    SampleControl sampleControl = new SampleControl(clock);
    control =
        new ControlServer(
            vertx,
            settings.ports().control(),
            List.of(
                sampleControl,
                clockControl,
                factControl,
                customerControl,
                faultControl,
                bookControl),
            this::baseUrls);
  }

  private static int port(SandboxSettings.Ports ports, OutsideSystem system) {
    return switch (system) {
      case NETWORK -> ports.network();
      case INVENTORY -> ports.inventory();
      case BILLING -> ports.billing();
      case WORKFORCE -> ports.workforce();
      case MESSAGING -> ports.messaging();
    };
  }

  /**
   * Listens.
   *
   * @throws dev.turnup.connectors.sandbox.standin.PortTaken if a port is taken
   */
  void open() {
    boolean open = false;
    try {
      switchboard.openAll();
      control.open();
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
    LOG.info("The sandbox stands in for {}; control: {}", baseUrls(), controlUrl());
  }

  /** Where each of the five systems is reached, by its name in {@code connectors.<name>}. */
  public Map<String, URI> baseUrls() {
    Map<String, URI> urls = new LinkedHashMap<>();
    for (OutsideSystem system : OutsideSystem.values()) {
      urls.put(system.code(), local(switchboard.portOf(system)));
    }
    return urls;
  }

  /** Where the sandbox is controlled. */
  public URI controlUrl() {
    return local(control.port());
  }

  /** Where, on 127.0.0.1, mail is taken. */
  public int smtpPort() {
    return switchboard.mailPort();
  }

  /**
   * Callbacks go to {@code turnup}{@code /callbacks/<system>} from now on, unless the settings say
   * where they go.
   */
  public void callbacksTo(URI turnup) {
    if (settings.callbackBaseUrl() == null) {
      sender.to(turnup);
    }
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    control.shut();
    switchboard.shutAll();
    try {
      sender.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
