package dev.turnup.engine.workflow.engine;

import java.time.Clock;
import org.joda.time.DateTimeUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Makes the engine tell the application's time, the sandbox's walked time included. */
@Component
class EngineClock implements DisposableBean {

  EngineClock(Clock clock) {
    DateTimeUtils.setCurrentMillisProvider(clock::millis);
  }

  @Override
  public void destroy() {
    DateTimeUtils.setCurrentMillisSystem();
  }
}
