package dev.turnup.engine.persistence;

import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Repository;

@Repository
class FalloutStore implements FalloutBook {

  private final FalloutMapper mapper;

  FalloutStore(FalloutMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void add(Fallout fallout) {
    mapper.insert(FalloutRow.of(fallout));
  }

  @Override
  public Fallout get(FalloutId id) {
    return mapper
        .find(id.value())
        .map(FalloutRow::fallout)
        .orElseThrow(() -> new NoSuchElementException("there is no fallout " + id));
  }

  @Override
  public void update(Fallout fallout) {
    if (mapper.update(FalloutRow.of(fallout)) == 0) {
      throw new StaleVersion("fallout " + fallout.id());
    }
  }

  @Override
  public void escalate(FalloutId id) {
    mapper.escalate(id.value());
  }

  @Override
  public List<Fallout> unsettled(OrderId order) {
    return mapper.findUnsettled(order.value()).stream().map(FalloutRow::fallout).toList();
  }

  @Override
  public List<Fallout> find(Wanted wanted) {
    return mapper
        .findWanted(
            wanted.order().map(OrderId::value).orElse(null),
            wanted.fingerprint().orElse(null),
            wanted.system().orElse(null),
            wanted.owner().orElse(null),
            wanted.state().map(FalloutState::code).orElse(null),
            wanted.unsettled(),
            wanted.after().map(FalloutId::value).orElse(null),
            wanted.most())
        .stream()
        .map(FalloutRow::fallout)
        .toList();
  }

  @Override
  public List<Experience> experience(String fingerprint) {
    if (fingerprint.isEmpty()) {
      // of those from before there were any, nobody knows what they have in common
      return List.of();
    }
    return mapper.findExperience(fingerprint).stream()
        .map(
            row ->
                new Experience(
                    Decision.find(row.decision()).orElseThrow(),
                    row.attribute(),
                    row.value(),
                    row.cause(),
                    row.times(),
                    row.worked(),
                    row.failed()))
        .toList();
  }

  @Override
  public Result resultOf(FalloutId id) {
    String code = mapper.findResult(id.value());
    return Codes.find(Result.values(), Result::code, code).orElseThrow();
  }

  @Override
  public List<Fallout> alike(StepFellOut what) {
    return mapper
        .findAlike(
            what.order().value(),
            what.component().map(ComponentId::value).orElse(null),
            what.delivery().map(DeliveryId::value).orElse(null),
            what.step())
        .stream()
        .map(FalloutRow::fallout)
        .toList();
  }
}
