package dev.turnup.engine.gateway;

import dev.turnup.connectors.sandbox.clock.NextDue;
import dev.turnup.engine.order.TimedWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Lets the sandbox walk through the time by which this node works. */
@Component
@ConditionalOnProperty(name = "turnup.sandbox", havingValue = "true")
class SandboxTime implements NextDue {

  private final List<TimedWork> works;

  SandboxTime(List<TimedWork> works) {
    this.works = List.copyOf(works);
  }

  @Override
  public Optional<Instant> after(Instant now) {
    return works.stream().flatMap(work -> work.after(now).stream()).min(Instant::compareTo);
  }

  @Override
  public void pause() {
    works.forEach(TimedWork::pause);
  }

  @Override
  public List<String> inFlight() {
    return works.stream().flatMap(work -> work.inFlight().stream()).toList();
  }

  @Override
  public List<String> runnable(Instant now) {
    return works.stream().flatMap(work -> work.runnable(now).stream()).toList();
  }

  @Override
  public void resume() {
    works.forEach(TimedWork::resume);
  }
}
