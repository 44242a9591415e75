package dev.turnup.engine.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import dev.turnup.engine.TurnupTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * A test that looks at Turnup through a real browser. Where there is no Chromium it is skipped, and
 * says so; pictures of what was seen are in {@code target/screenshots}.
 */
abstract class BrowserTest extends TurnupTest {

  private static final List<Path> CHROMIUM =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
          .map(Path::of)
          .toList();

  /**
   * The sandbox wants a user of its own; everything else would look for hosts that are not there.
   */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static Optional<Playwright> playwright = Optional.empty();
  private static Optional<Browser> browser = Optional.empty();
  private static Optional<BrowserContext> workplace = Optional.empty();

  private Optional<BrowserContext> context = Optional.empty();

  @BeforeAll
  static void startChromium() {
    Optional<Path> chromium = CHROMIUM.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(chromium.isPresent(), "SKIPPED: no Chromium in " + CHROMIUM);
    Playwright driver =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = Optional.of(driver);
    browser =
        Optional.of(
            driver
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(FLAGS)));
  }

  @AfterAll
  static void stopChromium() {
    playwright.ifPresent(Playwright::close);
    playwright = Optional.empty();
    browser = Optional.empty();
    workplace = Optional.empty();
  }

  @AfterEach
  void closePages() {
    context.ifPresent(BrowserContext::close);
    context = Optional.empty();
    workplace.ifPresent(
        used -> {
          used.pages().forEach(Page::close);
          used.clearCookies();
        });
  }

  /** A window of somebody whose browser knows the login for pages; password = name. */
  Page windowOf(String user) {
    closePages();
    context = Optional.of(opened(new Browser.NewContextOptions().setHttpCredentials(user, user)));
    return context.orElseThrow().newPage();
  }

  /** A window on a telephone, of somebody who has no login. */
  Page phone() {
    closePages();
    context =
        Optional.of(
            opened(new Browser.NewContextOptions().setIsMobile(true).setHasTouch(true), 375, 812));
    return context.orElseThrow().newPage();
  }

  /**
   * A window in one of Camunda's web applications, logged in; password = name. All sit down at one
   * workplace, one after the other, whose browser has loaded the application once.
   */
  Page webapp(String application, String user) {
    closePages();
    if (workplace.isEmpty()) {
      workplace = Optional.of(opened(new Browser.NewContextOptions()));
    }
    Page page = workplace.orElseThrow().newPage();
    String address = base() + "/camunda/app/" + application + "/default/";
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInSameThread()
        .until(() -> loadsForm(page, address) && letsIn(page, user));
    return page;
  }

  /** A web application gives up what is not loaded in seven seconds: then it is loaded again. */
  private static boolean loadsForm(Page page, String address) {
    page.navigate(address);
    // the form is drawn again when the page's first questions are answered
    page.waitForLoadState(LoadState.NETWORKIDLE);
    return shows(page.getByPlaceholder("Username").or(page.locator(".account").first()));
  }

  private static boolean letsIn(Page page, String user) {
    Locator account = page.locator(".account").first();
    if (account.isVisible()) {
      return true;
    }
    page.getByPlaceholder("Username").fill(user);
    page.getByPlaceholder("Password").fill(user);
    page.locator("button[type=submit]").click();
    return shows(account);
  }

  private static boolean shows(Locator what) {
    try {
      what.waitFor(new Locator.WaitForOptions().setTimeout(20_000));
      return true;
    } catch (TimeoutError late) {
      return false;
    }
  }

  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  private static BrowserContext opened(Browser.NewContextOptions options) {
    return opened(options, 1360, 900);
  }

  private static BrowserContext opened(Browser.NewContextOptions options, int width, int height) {
    BrowserContext opened =
        browser.orElseThrow().newContext(options.setViewportSize(width, height).setLocale("en-GB"));
    opened.setDefaultTimeout(60_000);
    return opened;
  }
}
