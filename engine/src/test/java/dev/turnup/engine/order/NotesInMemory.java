package dev.turnup.engine.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remarks on orders without a database. */
public final class NotesInMemory implements Notes {

  private record Line(OrderId order, Note note) {}

  private final List<Line> lines = new ArrayList<>();

  /** Who remarks the next ones. */
  String author = TURNUP;

  @Override
  public void add(OrderId order, String text) {
    leave(order, new Left(text, Optional.empty(), Optional.empty(), true));
  }

  @Override
  public Note leave(OrderId order, Left left) {
    String about = left.work().orElse(left.item().map(item -> "item " + item).orElse(""));
    Note note = new Note("" + lines.size(), author, Instant.EPOCH, left.text(), about);
    lines.add(new Line(order, note));
    return note;
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
