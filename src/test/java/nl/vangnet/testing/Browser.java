package nl.vangnet.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real Chromium. Without one, browser tests are skipped with a visible line, or fail where
/// `VANGNET_BROWSER_REQUIRED` is true.
public final class Browser implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          System.getenv().getOrDefault("VANGNET_BROWSER", "/usr/bin/chromium"),
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts the browser, or skips the test when there is none.
  public static Browser open() {
    var found = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    if (found.isEmpty()) {
      if (Boolean.parseBoolean(System.getenv("VANGNET_BROWSER_REQUIRED"))) {
        throw new IllegalStateException("no browser found in " + PLACES);
      }
      System.out.println("SKIPPED: browser tests, because no browser was found in " + PLACES);
      assumeTrue(false, "no browser found in " + PLACES);
    }
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(found.orElseThrow())
                    .setHeadless(true)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new Browser(playwright, browser);
  }

  /// A new page in a context of its own, `width` pixels wide.
  public Page page(String baseUrl, int width) {
    return context(baseUrl, width, ColorScheme.LIGHT).newPage();
  }

  /// A context of its own: its own session.
  public BrowserContext context(String baseUrl, int width, ColorScheme scheme) {
    return context(baseUrl, width, scheme, false);
  }

  /// A context in which a checker may add its own script to the page: the page's content security
  /// policy does not hold there.
  public BrowserContext openContext(String baseUrl, int width, ColorScheme scheme) {
    return context(baseUrl, width, scheme, true);
  }

  private BrowserContext context(
      String baseUrl, int width, ColorScheme scheme, boolean bypassPolicy) {
    return browser.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setBypassCSP(bypassPolicy)
            .setBaseURL(baseUrl)
            .setLocale("nl-NL")
            .setTimezoneId("Europe/Amsterdam")
            .setColorScheme(scheme)
            .setViewportSize(width, width < 600 ? 844 : 1000));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
