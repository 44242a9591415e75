package dev.turnup.engine.application;

import org.springframework.boot.ExitCodeGenerator;

/** Turnup was told something that it cannot start with; the message says what to do about it. */
public class BadConfiguration extends RuntimeException implements ExitCodeGenerator {

  private static final long serialVersionUID = 1L;

  public BadConfiguration(String whatToDo) {
    super(whatToDo);
  }

  public BadConfiguration(String whatToDo, Throwable cause) {
    super(whatToDo, cause);
  }

  @Override
  public int getExitCode() {
    return 1;
  }
}
