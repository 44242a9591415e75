package dev.turnup.engine.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remarks on orders without a database. */
public final class NotesInMemory implements Notes {

  private record Line(OrderId order, Note note) {}

  private final List<Line> lines = new ArrayList<>();

  @Override
  public void add(OrderId order, String text) {
    lines.add(new Line(order, new Note("" + lines.size(), "Turnup", Instant.EPOCH, text)));
  }

  @Override
  public List<Note> ofCaller(OrderId order) {
    return List.of();
  }

  @Override
  public List<Note> of(OrderId order) {
    return lines.stream().filter(line -> line.order().equals(order)).map(Line::note).toList();
  }
}
