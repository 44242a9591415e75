package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.order.Actor;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Repository;

@Repository
class NoteStore implements Notes {

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
    leave(order, new Left(text, Optional.empty(), Optional.empty(), true));
  }

  @Override
  public Note leave(OrderId order, Left note) {
    String author =
        actors.stream().flatMap(actor -> actor.current().stream()).findFirst().orElse(TURNUP);
    NoteMapper.NoteRow row =
        new NoteMapper.NoteRow(
            ids.generate(),
            order.value(),
            author,
            Utc.of(clock.instant()),
            note.text(),
            note.item().map(ItemId::value).orElse(null),
            note.work().orElse(null),
            note.told());
    mapper.insert(row);
    return note(row);
  }

  @Override
  public List<Note> of(OrderId order) {
    return mapper.find(order.value()).stream().map(NoteStore::note).toList();
  }

  @Override
  public List<Note> ofCaller(OrderId order) {
    return mapper.findOfCaller(order.value()).stream()
        .map(row -> new Note(row.id(), row.author(), row.at().toInstant(), row.text(), ""))
        .toList();
  }

  /** What the orders' callers are shown, by order; those without any are not there. */
  Map<String, List<Note>> told(List<String> orders) {
    return mapper.findTold(orders).stream()
        .collect(groupingBy(NoteMapper.NoteRow::orderId, mapping(NoteStore::note, toList())));
  }

  private static Note note(NoteMapper.NoteRow row) {
    String about =
        Stream.of(
                Optional.ofNullable(row.work()),
                Optional.ofNullable(row.itemId()).map("item "::concat))
            .flatMap(Optional::stream)
            .collect(joining(", "));
    return new Note(row.id().toString(), row.author(), row.at().toInstant(), row.text(), about);
  }
}
