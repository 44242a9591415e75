package dev.turnup.engine.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.order.Actor;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import java.time.Clock;
import java.util.List;
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
    return mapper.find(order.value()).stream()
        .map(row -> new Note(row.id().toString(), row.author(), row.at().toInstant(), row.text()))
        .toList();
  }
}
