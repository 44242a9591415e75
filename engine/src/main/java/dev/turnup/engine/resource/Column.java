package dev.turnup.engine.resource;

import java.util.Optional;
import java.util.function.Function;

/**
 * One value of a resource: an attribute in JSON, a column in a table.
 *
 * @param shape how it is written in JSON
 * @param refersTo the path of the kind whose ids it holds
 */
public record Column(
    String name,
    boolean mandatory,
    Shape shape,
    Function<String, Cell> reading,
    Optional<String> refersTo) {

  /** In a table, words are separated by blanks. */
  public enum Shape {
    TEXT,
    NUMBER,
    WORDS
  }

  static Column must(String name, Function<String, Cell> reading) {
    return new Column(name, true, Shape.TEXT, reading, Optional.empty());
  }

  static Column may(String name, Function<String, Cell> reading) {
    return new Column(name, false, Shape.TEXT, reading, Optional.empty());
  }

  static Column number(String name, boolean mandatory, int most) {
    return new Column(
        name, mandatory, Shape.NUMBER, text -> Reading.number(text, most), Optional.empty());
  }

  static Column words(String name, Function<String, Cell> reading) {
    return new Column(
        name, false, Shape.WORDS, text -> Reading.words(text, reading), Optional.empty());
  }

  /** The ids in it are of that kind. */
  Column of(String kind) {
    return new Column(name, mandatory, shape, reading, Optional.of(kind));
  }
}
