package dev.turnup.engine.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OrdersOnScreenTest extends BrowserTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final Pattern NUMBER = Pattern.compile("\"id\":\"(PO-[0-9]+)\"");

  @Test
  void findsAnOrderFromTheStartPage() {
    String number = place("Stella Screen", "internet-300");
    Page page = windowOf("operator");

    page.navigate(base() + "/");
    page.locator("main input[name=find]").fill(number);
    page.locator("main button").click();

    assertThat(page).hasURL(base() + "/orders/" + number);
    assertThat(page.locator("h1")).containsText(number);
    assertThat(page.locator("body")).containsText("Stella Screen");
    assertThat(page.locator("body")).containsText("Why it waits");
    picture(page, "order-page");
  }

  @Test
  void showsTheDispatcherWhoWorksWhenOnADay() {
    Page page = windowOf("dispatcher");

    page.navigate(base() + "/operations/schedule?territory=hamburg&day=2031-05-06");

    assertThat(page.locator("h2").first()).containsText("Hamburg");
    assertThat(page.locator("svg.day .who").first()).isVisible();
    picture(page, "schedule");
  }

  @Test
  void keepsInAFormWhatVisitsArePlannedWith() {
    String group = "seen" + UUID.randomUUID().toString().substring(0, 6);
    Page page = windowOf("supervisor");

    page.navigate(base() + "/operations/resources/skill-groups");
    page.locator("input[name=id]").fill(group);
    page.locator("input[name=skills]").fill("copper fibre");
    page.locator("button[value=save]").click();

    assertThat(page.locator("h2").first()).hasText("Line " + group);
    assertThat(page.locator("table")).containsText(group);
    picture(page, "resources");
    page.locator("button[value=remove]").click();
    assertThat(page.locator("h2").first()).hasText("A new line");
  }

  @Test
  void paintsItsStyleUnderItsPolicy() {
    Page page = windowOf("operator");
    page.navigate(base() + "/");

    Object background =
        page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor");

    assertThat(background).isEqualTo("rgb(16, 52, 58)");
    picture(page, "start-page");
  }

  @Test
  void showsOnCockpitsDashboardWhyAnOrderWaitsAndThatAnotherHasEnded() {
    String customer = "Connie " + UUID.randomUUID().toString().substring(0, 8);
    String ended = place(customer, "mobile-line");
    String waiting = place("Connie Cockpit", "internet-300");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> as("operator").get("/orders/" + ended).body().contains("It has ended"));
    Page page = webapp("cockpit", "operator");

    find(page, customer);
    assertThat(page.locator(".turnup-why")).hasText("It has ended: everything is delivered.");
    assertThat(page.locator("#turnup-orders h4").first()).containsText(ended);
    assertThat(page.locator("#turnup-orders")).containsText("None is running.");
    assertThat(page.locator(".turnup-timeline")).containsText("Order completed");

    find(page, waiting);
    assertThat(page.locator("#turnup-orders h4").first()).containsText(waiting);
    assertThat(page.locator(".turnup-why")).isVisible();
    assertThat(page.locator("#turnup-orders")).containsText("Connie Cockpit");
    assertThat(page.locator("#turnup-orders a[href*='/process-instance/']").first()).isVisible();
    page.locator("#turnup-orders").scrollIntoViewIfNeeded();
    picture(page, "cockpit-order");
  }

  private static void find(Page page, String wanted) {
    page.locator("#turnup-orders input").fill(wanted);
    page.locator("#turnup-orders button").click();
  }

  private String place(String customer, String offering) {
    String body =
        as("crm")
            .post(
                ORDERS,
                """
                {"relatedParty":[{"id":"C-77","role":"customer","@referredType":"Customer","name":"%s"}],
                 "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"%s"}}]}"""
                    .formatted(customer, offering))
            .body();
    Matcher number = NUMBER.matcher(body);
    assertThat(number.find()).as(body).isTrue();
    return number.group(1);
  }
}
