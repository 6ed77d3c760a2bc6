package org.juxta.plugin.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.plugin.pipeline.Radiographs;
import org.juxta.plugin.service.Juxta;

/** The page in a real browser, as people see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
  private static final LocatorAssertions.HasTextOptions LONG =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  private Browser browser;
  private Juxta juxta;
  private String home;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    browser = new Browser();
    juxta = RunningJuxta.start(directory.resolve("data"), "300ms");
    home = "http://127.0.0.1:" + juxta.webPort();
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    Page worklist = browser.open(home + "/", 1280, 800);
    assertThat(worklist.locator(".live")).hasText("live");
    for (int year : new int[] {2025, 2026}) {
      RunningJuxta.send(
          juxta,
          radiographs.write(year, 1, ChestProjection.PA),
          radiographs.write(year, 2, ChestProjection.LL));
      // It fills while the study arrives: nothing is asked of the page here, nor is it loaded
      // again.
      assertThat(row(worklist, year).locator(".state")).hasText("reported", LONG);
    }
    assertThat(row(worklist, 2026).locator(".change")).hasText("worsened");
    worklist.context().close();
  }

  @AfterAll
  void stop() {
    if (juxta != null) {
      juxta.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static Locator row(Page page, int year) {
    return page.locator("tr[data-study='" + Radiographs.studyUid(year) + "']");
  }

  @Test
  void theComparisonOpensByKeyboardAndIsZoomedOnBothSides() {
    Page page = browser.open(home + "/", 1280, 800);
    assertThat(row(page, 2026)).isVisible();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("figcaption").first()).hasText("Prior 2025-03-04 PA");
    assertThat(page.locator("figcaption").last()).hasText("Current 2026-03-04 PA");
    assertThat(page.locator(".subject")).containsText("365 days after the prior of 2025-03-04");
    assertThat(page.locator(".notice")).hasText("Not for clinical use");
    page.keyboard().press("+");
    page.keyboard().press("ArrowLeft");
    Locator sheets = page.locator(".pane svg > g");
    assertThat(sheets).hasCount(2);
    String prior = sheets.first().getAttribute("transform");
    assertThat(prior).contains("scale(1.25)").isEqualTo(sheets.last().getAttribute("transform"));
    page.keyboard().press("r");
    assertThat(sheets.first().getAttribute("transform")).contains("scale(1)");
    page.context().close();
  }

  @Test
  void aFindingAndItsBoxLightUpTogetherAndMayBeHidden() {
    Page page = comparison(1280, 800);
    assertThat(page.locator(".findings li")).hasText("nodule, 90 %, worsened");
    assertThat(page.locator(".marks rect")).hasCount(1);
    page.locator(".findings li").focus();
    assertThat(page.locator(".marks .lit")).hasCount(1);
    page.locator(".marks rect").hover();
    assertThat(page.locator(".findings li.lit")).hasCount(1);
    page.keyboard().press("b");
    assertThat(page.locator(".marks rect")).isHidden();
    page.context().close();
  }

  @Test
  void imagesAreLoadedAndTheLateralIsOneKeyAway() {
    Page page = comparison(1280, 800);
    page.waitForCondition(() -> pictures(page) == 2);
    page.keyboard().press("n");
    assertThat(page.locator("figcaption").last()).hasText("Current 2026-03-04 LL");
    assertThat(page.locator(".findings")).containsText("This image was not read");
    page.context().close();
  }

  private static int pictures(Page page) {
    return (Integer)
        page.evaluate(
            "async () => (await Promise.all([...document.querySelectorAll('svg image')].map(i =>"
                + " fetch(i.href.baseVal).then(r => r.headers.get('Content-Type')))))"
                + ".filter(t => t === 'image/png').length");
  }

  @Test
  void everybodyCanUseIt() throws Exception {
    Page worklist = browser.open(home + "/", 1280, 800);
    assertThat(row(worklist, 2026)).isVisible();
    assertThat(Browser.barriers(worklist)).isEmpty();
    worklist.context().close();
    Page comparison = comparison(1280, 800);
    assertThat(Browser.barriers(comparison)).isEmpty();
    comparison.context().close();
  }

  @Test
  void aNameThatIsMarkupIsText(@TempDir Path directory) throws Exception {
    String name = "<img src=x onerror=alert(1)>";
    RunningJuxta.send(juxta, MarkupName.write(directory.resolve("markup.dcm"), name));
    Page page = browser.open(home + "/", 1280, 800);
    assertThat(page.getByText(name))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    page.getByText(name).click();
    assertThat(page.locator("h1")).containsText(name);
    assertThat(page.locator("img")).hasCount(0);
    page.context().close();
  }

  @Test
  void thePageBreaksNoPolicyOfItsOwn() {
    Page page = comparison(3840, 2160);
    assertThat(page.locator(".marks rect")).isVisible();
    shoot(page, "comparison-3840");
    page.setViewportSize(1280, 800);
    shoot(page, "comparison-1280");
    page.navigate(home + "/");
    assertThat(row(page, 2026)).isVisible();
    shoot(page, "worklist-1280");
    page.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  private Page comparison(int width, int height) {
    Page page = browser.open(home + "/studies/" + Radiographs.studyUid(2026), width, height);
    assertThat(page.locator("figure")).hasCount(2);
    return page;
  }

  /** For people to look at after the test. */
  private static void shoot(Page page, String name) {
    page.waitForLoadState();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
