package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.NotesInMemory;
import dev.turnup.engine.order.OpenTasks;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.TimelineInMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;

class NotesControllerTest {

  @Test
  void leavesTheNoteThoughATaskThatShowsItIsCompletedAtThatMoment() throws IOException {
    OrdersInMemory orders = new OrdersInMemory();
    OrderId order = orders.inProgress(Submissions.triplePlay("key"), Instant.EPOCH).id();
    Fulfillment fulfillment = mock(Fulfillment.class);
    doThrow(new StaleVersion("the fulfillment of order " + order))
        .doNothing()
        .when(fulfillment)
        .showNotes(order);
    NotesController notes =
        new NotesController(
            new LeaveNote(orders, new NotesInMemory(), new TimelineInMemory(), fulfillment),
            orders,
            mock(OpenTasks.class),
            mock(PlatformTransactionManager.class));
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setContent("{\"text\": \"mind the dog\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(notes.leave(order.value(), request).text()).isEqualTo("mind the dog");
  }
}
