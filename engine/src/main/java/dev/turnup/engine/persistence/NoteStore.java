package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.order.Actor;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Repository;

@Repository
class NoteStore implements Notes {

  private static final String TURNUP = "Turnup";

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final NoteMapper mapper;
  private final ObjectProvider<Actor> actors;
  private final Clock clock;

  NoteStore(NoteMapper mapper, ObjectProvider<Actor> actors, Clock clock) {
    this.mapper = mapper;
    this.actors = actors;
    this.clock = clock;
  }

  @Override
  public void add(OrderId order, String text) {
    String author =
        actors.stream().flatMap(actor -> actor.current().stream()).findFirst().orElse(TURNUP);
    mapper.insert(
        new NoteMapper.NoteRow(
            ids.generate(), order.value(), author, Utc.of(clock.instant()), text));
  }

  @Override
  public List<Note> of(OrderId order) {
    return of(List.of(order.value())).getOrDefault(order.value(), List.of());
  }

  @Override
  public List<Note> ofCaller(OrderId order) {
    return mapper.findOfCaller(order.value()).stream()
        .map(row -> new Note(row.id(), row.author(), row.at().toInstant(), row.text()))
        .toList();
  }

  /** By order; those without any are not there. */
  Map<String, List<Note>> of(List<String> orders) {
    return mapper.find(orders).stream()
        .collect(groupingBy(NoteMapper.NoteRow::orderId, mapping(NoteStore::note, toList())));
  }

  private static Note note(NoteMapper.NoteRow row) {
    return new Note(row.id().toString(), row.author(), row.at().toInstant(), row.text());
  }
}
