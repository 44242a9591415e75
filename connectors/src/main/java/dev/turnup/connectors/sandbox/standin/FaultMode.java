package dev.turnup.connectors.sandbox.standin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which way a stand-in may fail. */
public enum FaultMode {
  /** Answers 500; nothing is done. */
  ERROR(Kind.REFUSAL, false),
  /** Answers 429 with Retry-After (the delay, else five seconds); nothing is done. */
  OVERLOAD(Kind.REFUSAL, true),
  /** Answers 422; nothing is done. */
  REJECT(Kind.REFUSAL, false),
  /** Does not listen at all until the fault is taken away; what was connected is cut. */
  REFUSE(Kind.LISTENER, false),
  /** Cuts the connection hard (RST) without having done anything. */
  RESET(Kind.REFUSAL, false),
  /** Does what was asked and never says so; with a delay, hangs up after it. */
  SILENT_AFTER_EFFECT(Kind.ANSWER, true),
  /** Does what was asked at once, and answers when the fault is taken away. */
  HOLD_ANSWER(Kind.ANSWER, false),
  /** Does what was asked, and answers 200 with something that is no JSON. */
  GARBAGE(Kind.ANSWER, false),
  /** Does what was asked, and hangs up in the middle of the answer. */
  TRUNCATED(Kind.ANSWER, false),
  /** Does what was asked at once, and answers after the delay, in real time. */
  DELAY(Kind.ANSWER, true),
  /** Answers 202; after the delay, by the sandbox's clock, does it and calls back. */
  LATE_CALLBACK(Kind.CALLBACK, true),
  /** As a late callback, and it comes twice with one event id. */
  DUPLICATE_CALLBACK(Kind.CALLBACK, true),
  /**
   * As a late callback that comes after the next one of its system, at the latest after the delay.
   */
  REORDERED_CALLBACK(Kind.CALLBACK, true),
  /** The network answers "active", and the service is not; it is once the fault is taken away. */
  FALSE_ACTIVE(Kind.FACT, false),
  /** Listens, and answers everything with 503. */
  DOWN(Kind.REFUSAL, false);

  private enum Kind {
    REFUSAL,
    LISTENER,
    ANSWER,
    CALLBACK,
    FACT
  }

  private final Kind kind;
  private final boolean delayed;

  FaultMode(Kind kind, boolean delayed) {
    this.kind = kind;
    this.delayed = delayed;
  }

  /** As people write it: {@code silent-after-effect}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<FaultMode> named(String code) {
    return Arrays.stream(values()).filter(mode -> mode.code().equals(code)).findFirst();
  }

  /** All of them, as people write them. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(FaultMode::code).toList();
  }

  /** Whether nothing is done of what was asked. */
  boolean refuses() {
    return kind == Kind.REFUSAL;
  }

  /** Whether the answer comes later, by a callback. */
  public boolean callsBack() {
    return kind == Kind.CALLBACK;
  }

  /** Whether a delay means something to it. */
  public boolean takesDelay() {
    return delayed;
  }
}
