package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.TopicPauses;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What the workers of all topics share. */
@Component
record Workshop(
    ExternalTasks tasks,
    PrepareCalls prepare,
    EndedCalls ended,
    TopicPauses pauses,
    OutsideThreads threads,
    Clock clock) {}
