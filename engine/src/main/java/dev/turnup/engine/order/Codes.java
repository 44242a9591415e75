package dev.turnup.engine.order;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Constants by the code under which tables, rows, forms or TMF622 know them. */
public final class Codes {

  private Codes() {}

  /** The one of this code, if there is one. */
  public static <E> Optional<E> find(E[] values, Function<E, String> codeOf, String code) {
    return Stream.of(values).filter(value -> codeOf.apply(value).equals(code)).findFirst();
  }
}
