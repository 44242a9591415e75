package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Fault;
import dev.turnup.connectors.sandbox.standin.FaultMode;
import dev.turnup.connectors.sandbox.standin.Faults;
import dev.turnup.connectors.sandbox.standin.HeldAnswers;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Operation;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.Work.Effect;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.springframework.transaction.support.TransactionTemplate;

/** What is to go wrong with which system. */
final class FaultControl implements Control {

  /** Every operation, as people may write it. */
  private static final String ANY = "*";

  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Faults faults;
  private final HeldAnswers held;
  private final Map<OutsideSystem, StandIn> standIns = new EnumMap<>(OutsideSystem.class);
  private final Switchboard switchboard;

  FaultControl(
      TransactionTemplate transaction,
      Clock clock,
      Faults faults,
      HeldAnswers held,
      List<StandIn> standIns,
      Switchboard switchboard) {
    this.transaction = transaction;
    this.clock = clock;
    this.faults = faults;
    this.held = held;
    standIns.forEach(standIn -> this.standIns.put(standIn.system(), standIn));
    this.switchboard = switchboard;
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        Control.put(
            "/sandbox/{system}/faults",
            "{mode, operation, times, delay, order, component, site, node}: makes it fail; modes: "
                + String.join(", ", FaultMode.codes()),
            this::set),
        Control.get("/sandbox/{system}/faults", "the faults that are set", this::list),
        Control.delete(
            "/sandbox/{system}/faults",
            "?operation=…: takes faults away and gives the answers they held",
            this::removeAll),
        Control.delete("/sandbox/{system}/faults/{id}", "takes one fault away", this::removeOne),
        Control.delete(
            "/sandbox/faults",
            "takes the faults of all systems away",
            request -> removeEverything()));
  }

  private Reply list(ControlRequest request) throws ControlRefusal {
    ArrayNode list = Json.array();
    for (Fault fault : faults.of(request.system())) {
      list.add(fault.toJson().put("answersHeld", held.heldBy(fault.id())));
    }
    return Reply.ok(list);
  }

  /** A new fault takes the place of one with the same aim. */
  private Reply set(ControlRequest request) throws ControlRefusal {
    Fault wanted = read(request);
    remove(
        wanted.system(),
        fault ->
            fault.operation().equals(wanted.operation())
                && fault.order().equals(wanted.order())
                && fault.component().equals(wanted.component())
                && fault.site().equals(wanted.site())
                && fault.node().equals(wanted.node()));
    Fault set = faults.set(wanted, clock.instant());
    switchboard.follow(set.system());
    return Reply.ok(set.toJson());
  }

  private Fault read(ControlRequest request) throws ControlRefusal {
    OutsideSystem system = request.system();
    request.only("mode", "operation", "times", "delay", "order", "component", "site", "node");
    String code = request.text("mode");
    FaultMode mode =
        FaultMode.named(code)
            .orElseThrow(
                () ->
                    ControlRefusal.invalid(
                        "there is no mode %s; there are %s"
                            .formatted(code, String.join(", ", FaultMode.codes()))));
    Optional<Duration> delay = request.duration("delay");
    if (delay.isPresent() && !mode.takesDelay()) {
      throw ControlRefusal.invalid("a delay means nothing to mode " + mode.code());
    }
    OptionalLong times = request.number("times", 1);
    Fault fault =
        new Fault(
            0,
            system,
            operation(request, system, mode),
            mode,
            times.isPresent() ? OptionalInt.of((int) times.getAsLong()) : OptionalInt.empty(),
            OptionalInt.empty(),
            delay,
            request.optionalText("order"),
            request.optionalText("component"),
            request.optionalText("site"),
            request.optionalText("node"));
    if (mode == FaultMode.REFUSE && concernsSome(fault)) {
      throw ControlRefusal.invalid(
          "mode refuse closes the whole listener until the fault is taken away:"
              + " it takes no times, order, component, site or node");
    }
    return fault;
  }

  private static boolean concernsSome(Fault fault) {
    return fault.times().isPresent()
        || fault.order().isPresent()
        || fault.component().isPresent()
        || fault.site().isPresent()
        || fault.node().isPresent();
  }

  /**
   * By its name, with or without the system before it; some modes have one that goes without
   * saying.
   */
  private Optional<String> operation(ControlRequest request, OutsideSystem system, FaultMode mode)
      throws ControlRefusal {
    List<String> possible = possible(system, mode);
    if (possible.isEmpty()) {
      throw ControlRefusal.invalid(
          "the %s has nothing that mode %s could happen to".formatted(system.code(), mode.code()));
    }
    Optional<String> asked =
        request.optionalText("operation").filter(it -> !it.equals(ANY)).map(system::operation);
    if (asked.isPresent() && !possible.contains(asked.get())) {
      throw ControlRefusal.invalid(
          "mode %s cannot happen to operation %s of the %s; it can to %s"
              .formatted(mode.code(), asked.get(), system.code(), String.join(", ", possible)));
    }
    boolean goesWithoutSaying = mode.callsBack() || mode == FaultMode.FALSE_ACTIVE;
    return asked.or(() -> goesWithoutSaying ? Optional.of(possible.get(0)) : Optional.empty());
  }

  private List<String> possible(OutsideSystem system, FaultMode mode) {
    List<Operation> operations =
        Optional.ofNullable(standIns.get(system)).orElseThrow().operations();
    if (mode == FaultMode.REFUSE) {
      return system == OutsideSystem.MESSAGING
          ? List.of("post-notice", Switchboard.SEND_MAIL)
          : List.of(system.code());
    }
    if (mode == FaultMode.FALSE_ACTIVE) {
      return system == OutsideSystem.NETWORK ? List.of("activate-service") : List.of();
    }
    List<String> names = new ArrayList<>();
    if (mode.callsBack() && system == OutsideSystem.INVENTORY) {
      names.add(FactControl.CAPACITY_CHANGED);
    }
    operations.stream()
        .filter(
            operation ->
                !mode.callsBack()
                    || (operation.work() instanceof Effect effect && effect.later().isPresent()))
        .map(Operation::name)
        .distinct()
        .forEach(names::add);
    return names;
  }

  private Reply removeAll(ControlRequest request) throws ControlRefusal {
    OutsideSystem system = request.system();
    Optional<String> operation = request.parameter("operation").map(system::operation);
    return removed(
        remove(system, fault -> operation.isEmpty() || fault.operation().equals(operation)));
  }

  private Reply removeOne(ControlRequest request) throws ControlRefusal {
    String id = request.variable("id");
    Removed removed = remove(request.system(), fault -> Long.toString(fault.id()).equals(id));
    if (removed.faults() == 0) {
      throw ControlRefusal.unknown("the %s has no fault %s".formatted(request.system().code(), id));
    }
    return removed(removed);
  }

  private Reply removeEverything() {
    int faultsRemoved = 0;
    int answersGiven = 0;
    for (OutsideSystem system : standIns.keySet()) {
      Removed removed = remove(system, fault -> true);
      faultsRemoved += removed.faults();
      answersGiven += removed.answers();
    }
    return removed(new Removed(faultsRemoved, answersGiven));
  }

  private record Removed(int faults, int answers) {}

  private Removed remove(OutsideSystem system, Predicate<Fault> which) {
    int faultsRemoved = 0;
    int answersGiven = 0;
    for (Fault fault : faults.of(system).stream().filter(which).toList()) {
      transaction.executeWithoutResult(
          status -> {
            faults.remove(fault.id());
            Optional.ofNullable(standIns.get(system)).orElseThrow().faultEnded(fault);
          });
      faultsRemoved++;
      answersGiven += held.release(fault.id());
    }
    switchboard.follow(system);
    return new Removed(faultsRemoved, answersGiven);
  }

  private static Reply removed(Removed removed) {
    ObjectNode body =
        Json.object().put("faultsRemoved", removed.faults()).put("answersGiven", removed.answers());
    return Reply.ok(body);
  }
}
