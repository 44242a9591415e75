package dev.turnup.engine.fallout;

import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.Words;
import java.util.Optional;
import java.util.stream.Stream;

/** How a step failed, as tables name it. */
enum ErrorClass {
  /** The system was not reached. */
  UNAVAILABLE("unavailable"),
  /** Whether the system acted is not known. */
  UNKNOWN("unknown"),
  /** The system refused it. */
  REJECTED("rejected"),
  /** The system answered, and its answer cannot be accepted. */
  ANSWERED("answered"),
  /** No call was made. */
  OWN("own");

  private final String code;

  ErrorClass(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static Words words() {
    return Words.of(Stream.of(values()).map(ErrorClass::code).toList());
  }

  /** That of a call that fell out. */
  static ErrorClass of(Optional<OutboundCall> call) {
    return call.map(
            ended ->
                switch (ended.state()) {
                  case UNAVAILABLE -> UNAVAILABLE;
                  case REJECTED -> REJECTED;
                  case ANSWERED, APPLIED -> ANSWERED;
                  case PREPARED, UNKNOWN, SKIPPED, ORPHANED -> UNKNOWN;
                })
        .orElse(OWN);
  }
}
