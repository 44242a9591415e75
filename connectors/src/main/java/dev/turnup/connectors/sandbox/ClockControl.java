package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.clock.ClockWalk;
import dev.turnup.connectors.sandbox.clock.SandboxClock;
import dev.turnup.connectors.sandbox.clock.WalkInProgress;
import dev.turnup.connectors.sandbox.clock.WalkReport;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The sandbox's time, which can be walked forward, and not otherwise moved. */
final class ClockControl implements Control {

  private final SandboxClock clock;
  private final ClockWalk walk;
  private final Duration walkWithin;

  ClockControl(SandboxClock clock, ClockWalk walk, Duration walkWithin) {
    this.clock = clock;
    this.walk = walk;
    this.walkWithin = walkWithin;
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        Control.get("/sandbox/clock", "the sandbox's time", request -> now()),
        Control.post(
            "/sandbox/clock",
            "{advance, within}: walks forward by advance (P12D), stopping wherever something is due;"
                + " takes at most within (PT5M) of real time",
            this::advance));
  }

  private Reply now() {
    return Reply.ok(
        Json.object()
            .put("now", clock.instant().toString())
            .put("ahead", clock.ahead().toString())
            .put("nodes", walk.nodes()));
  }

  private Reply advance(ControlRequest request) throws ControlRefusal, InterruptedException {
    request.only("advance", "within");
    Duration advance =
        request
            .duration("advance")
            .orElseThrow(() -> ControlRefusal.invalid("attribute advance is missing"));
    Duration within = request.duration("within").orElse(walkWithin);
    try {
      return reply(walk.advance(advance, within), within);
    } catch (WalkInProgress e) {
      throw ControlRefusal.conflict("walk-in-progress", e.getMessage());
    }
  }

  private static Reply reply(WalkReport report, Duration within) {
    ObjectNode body =
        report.reached()
            ? Json.object()
            : Json.copy(
                Reply.problem(
                        409,
                        "walk-not-finished",
                        "after %s of real time the clock stands at %s, short of %s, and waits for: %s"
                            .formatted(
                                within,
                                report.now(),
                                report.target(),
                                String.join("; ", report.waitsFor())))
                    .body());
    body.put("reached", report.reached())
        .put("from", report.from().toString())
        .put("target", report.target().toString())
        .put("now", report.now().toString());
    ArrayNode stops = body.putArray("stops");
    report.stops().forEach(stop -> stops.add(stop.toString()));
    ArrayNode waitsFor = body.putArray("waitsFor");
    report.waitsFor().forEach(waitsFor::add);
    return new Reply(report.reached() ? 200 : 409, body, Map.of());
  }
}
