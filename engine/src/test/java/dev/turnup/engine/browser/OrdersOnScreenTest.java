package dev.turnup.engine.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.turnup.engine.choice.InviteCustomer;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class OrdersOnScreenTest extends BrowserTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final Pattern NUMBER = Pattern.compile("\"id\":\"(PO-[0-9]+)\"");

  @Autowired private InviteCustomer inviteCustomer;
  @Autowired private JdbcClient database;

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
  void letsACustomerChooseAnotherTimeOnAPhone() {
    String order =
        placed(
            """
            {"relatedParty":[{"id":"C-78","role":"customer","@referredType":"Customer","name":"Paula Phone"}],
             "notificationContact":"paula@example.org",
             "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"internet-300"},
               "product":{"productCharacteristic":[{"name":"speed","value":300}],
                 "place":[{"id":"SITE-phone-%s","role":"installationSite","streetNr":"7","streetName":"Deich",
                           "postcode":"20095","city":"Hamburg"}]}}]}"""
                .formatted(UUID.randomUUID()));
    Page page = phone();
    page.navigate(base() + pathInNoticeOf(order));

    assertThat(page.locator("h1")).hasText("Your appointment has moved");
    assertThat(page.locator("body")).not().containsText("Paula");
    fitsAPhone(page);
    page.getByText("Choose another time").click();
    page.locator("fieldset label").nth(2).click();
    Locator take =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take this time"));
    take.scrollIntoViewIfNeeded();
    assertThat(take).isInViewport();
    fitsAPhone(page);
    picture(page, "customers-choice");
    String chosen = page.locator("input[name=start]:checked").getAttribute("value");
    take.click();

    assertThat(page.locator("h1")).hasText("Thank you");
    assertThat(page.locator(".lead")).containsText("you chose another time");
    fitsAPhone(page);
    picture(page, "customers-choice-made");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              List<String> told = told(order);
              return OffsetDateTime.parse(told.get(0)).toInstant().equals(Instant.parse(chosen));
            });
  }

  private static void fitsAPhone(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("nobody has to move the page sideways")
        .isEqualTo(true);
  }

  /** As in the newest notice of the visit. */
  private String pathInNoticeOf(String order) {
    await().atMost(Duration.ofSeconds(90)).until(() -> !told(order).isEmpty());
    List<String> told = told(order);
    Notice notice =
        new Notice(
            UUID.randomUUID(),
            new OrderId(order),
            "C-78",
            Notice.News.APPOINTMENT,
            "1",
            told.size(),
            told.get(0),
            Notice.Channel.MAIL,
            "paula@example.org",
            "",
            "");
    Instant until = OffsetDateTime.parse(told.get(0)).toInstant();
    String text = inviteCustomer.with(notice, new Question(Optional.of(until))).text();
    return text.substring(text.indexOf("/choices/"));
  }

  /** When the technician comes, the newest first. */
  private List<String> told(String order) {
    return database
        .sql(
            "select told from turnup.notice where order_id = ? and news = 'appointment' order by change desc")
        .param(order)
        .query(String.class)
        .list();
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
    return placed(
        """
        {"relatedParty":[{"id":"C-77","role":"customer","@referredType":"Customer","name":"%s"}],
         "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"%s"}}]}"""
            .formatted(customer, offering));
  }

  private String placed(String order) {
    String body = as("crm").post(ORDERS, order).body();
    Matcher number = NUMBER.matcher(body);
    assertThat(number.find()).as(body).isTrue();
    return number.group(1);
  }
}
