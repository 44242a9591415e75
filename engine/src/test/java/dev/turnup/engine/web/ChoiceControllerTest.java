package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.turnup.engine.choice.DescribeChoice;
import dev.turnup.engine.choice.Link;
import dev.turnup.engine.choice.Links;
import dev.turnup.engine.choice.TakeChoice;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.ModelAndView;

class ChoiceControllerTest {

  private static final int AT_ONCE = 6;

  private final Links links = mock(Links.class);
  private final DescribeChoice describeChoice = mock(DescribeChoice.class);
  private final TakeChoice takeChoice = mock(TakeChoice.class);
  private final ChoiceController controller =
      new ChoiceController(
          links,
          describeChoice,
          takeChoice,
          mock(FreshOffers.class),
          mock(PlatformTransactionManager.class));

  ChoiceControllerTest() {
    Link link = new Link(new OrderId("PO-1007"), News.PROMISE, "", 2, "2026-12-04", Instant.EPOCH);
    when(links.read(any())).thenReturn(Optional.empty());
    when(links.read("signed")).thenReturn(Optional.of(link));
    when(links.isFormKey("signed", "key")).thenReturn(true);
  }

  @Test
  void asksNobodyAboutWhatWasNotSignedHere() {
    assertThat(statusOf(controller.show("forged", null))).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(statusOf(controller.choose("forged", form("key", "cancel"))))
        .isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(statusOf(controller.choose("signed", form("other", "cancel"))))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(statusOf(controller.choose("signed", form("key", "everything"))))
        .isEqualTo(HttpStatus.FORBIDDEN);
    MockHttpServletRequest large = form("key", "cancel");
    large.setContent(new byte[5_000]);
    assertThat(statusOf(controller.choose("signed", large)))
        .isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE);

    verifyNoInteractions(describeChoice, takeChoice);
  }

  @Test
  void letsNoMoreInThanThereIsRoomFor() throws Exception {
    CountDownLatch inside = new CountDownLatch(AT_ONCE);
    CountDownLatch go = new CountDownLatch(1);
    when(describeChoice.of(any()))
        .thenAnswer(
            call -> {
              inside.countDown();
              go.await(60, TimeUnit.SECONDS);
              return Optional.empty();
            });
    ExecutorService visitors = Executors.newFixedThreadPool(AT_ONCE);
    List<CompletableFuture<Object>> first = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      first.add(CompletableFuture.supplyAsync(() -> controller.show("signed", null), visitors));
    }
    assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(statusOf(controller.show("signed", null))).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    assertThat(statusOf(controller.choose("signed", form("key", "accept"))))
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS);

    go.countDown();
    for (CompletableFuture<Object> one : first) {
      assertThat(statusOf(one.get(60, TimeUnit.SECONDS))).isEqualTo(HttpStatus.NOT_FOUND);
    }
    visitors.shutdown();
    assertThat(statusOf(controller.show("signed", null))).isEqualTo(HttpStatus.NOT_FOUND);
  }

  private static MockHttpServletRequest form(String key, String choice) {
    MockHttpServletRequest form = new MockHttpServletRequest("POST", "/choices/signed");
    form.setContent(new byte[100]);
    form.setParameter("key", key);
    form.setParameter("choice", choice);
    return form;
  }

  private static HttpStatus statusOf(Object answer) {
    return (HttpStatus) ((ModelAndView) answer).getStatus();
  }
}
