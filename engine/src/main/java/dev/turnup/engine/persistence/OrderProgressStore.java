package dev.turnup.engine.persistence;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderProgress;
import dev.turnup.engine.persistence.OrderProgressMapper.DatesRow;
import dev.turnup.engine.persistence.OrderProgressMapper.MilestoneRow;
import dev.turnup.engine.persistence.OrderProgressMapper.OpenEscalationRow;
import dev.turnup.engine.persistence.OrderProgressMapper.OpenFalloutRow;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class OrderProgressStore implements OrderProgress {

  private static final List<String> MILESTONES =
      Arrays.stream(EventKind.values())
          .filter(kind -> kind.milestone().isPresent())
          .map(EventKind::code)
          .toList();

  private static final ZoneId UTC = ZoneId.of("UTC");

  private final OrderProgressMapper mapper;
  private final UnwrittenEntries unwritten;
  private final Clock clock;

  OrderProgressStore(OrderProgressMapper mapper, UnwrittenEntries unwritten, Clock clock) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.clock = clock;
  }

  @Override
  public Map<OrderId, Progress> of(Collection<OrderId> orders) {
    if (orders.isEmpty()) {
      return Map.of();
    }
    unwritten.write();
    List<String> ids = orders.stream().map(OrderId::value).toList();
    Map<String, List<MilestoneRow>> milestones =
        mapper.findMilestones(ids, MILESTONES, MOST_MILESTONES).stream()
            .collect(groupingBy(MilestoneRow::orderId));
    Map<String, List<OpenFalloutRow>> fallouts =
        mapper.findOpenFallouts(ids).stream().collect(groupingBy(OpenFalloutRow::orderId));
    Map<String, OpenEscalationRow> escalations =
        mapper.findOpenEscalations(ids).stream()
            .collect(toMap(OpenEscalationRow::orderId, identity()));
    Map<OrderId, Jeopardy> jeopardies = jeopardies(ids);
    return mapper.findDates(ids).stream()
        .collect(
            toMap(
                row -> new OrderId(row.orderId()),
                row ->
                    progress(
                        row,
                        milestones.getOrDefault(row.orderId(), List.of()),
                        fallouts.getOrDefault(row.orderId(), List.of()),
                        Optional.ofNullable(jeopardies.get(new OrderId(row.orderId()))),
                        Optional.ofNullable(escalations.get(row.orderId())))));
  }

  private Map<OrderId, Jeopardy> jeopardies(List<String> ids) {
    return mapper.findJeopardies(ids).stream()
        .collect(
            toMap(
                row -> new OrderId(row.orderId()),
                row -> new Jeopardy(row.colour(), row.since().toInstant(), row.reason())));
  }

  private Progress progress(
      DatesRow dates,
      List<MilestoneRow> milestones,
      List<OpenFalloutRow> fallouts,
      Optional<Jeopardy> jeopardy,
      Optional<OpenEscalationRow> escalation) {
    ZoneId zone = Optional.ofNullable(dates.timeZone()).map(ZoneId::of).orElse(UTC);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    return new Progress(
        zone,
        Optional.ofNullable(dates.projectedDate()).map(day -> day.isBefore(today) ? today : day),
        milestones.stream().map(OrderProgressStore::milestone).toList(),
        fallouts.stream().map(OrderProgressStore::fallout).toList(),
        jeopardy,
        escalation.map(OrderProgressStore::escalation));
  }

  private static Milestone milestone(MilestoneRow row) {
    return new Milestone(
        row.sequence(),
        EventKind.of(row.kind()).milestone().orElseThrow(),
        row.at().toInstant(),
        row.text(),
        Optional.ofNullable(row.itemId()).map(ItemId::new));
  }

  private static Fallout fallout(OpenFalloutRow row) {
    return new Fallout(
        row.id().toString(),
        row.step(),
        row.system(),
        row.code(),
        row.message(),
        row.raisedAt().toInstant(),
        Optional.ofNullable(row.itemId()).map(ItemId::new));
  }

  private static Escalation escalation(OpenEscalationRow row) {
    return new Escalation(
        row.id().toString(),
        row.finding(),
        row.level(),
        row.explanation(),
        row.openedAt().toInstant());
  }
}
