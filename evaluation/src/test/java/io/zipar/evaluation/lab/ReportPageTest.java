/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.evaluation.browser.ShownPage;
import io.zipar.evaluation.experiment.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  @TempDir private Path temporary;

  private Path page(List<String> strategies) throws IOException {
    return page(strategies, 8);
  }

  private Path page(List<String> strategies, int side) throws IOException {
    Path folder = temporary.resolve("store");
    MadeUpStore.fill(folder, strategies, side);
    ExperimentReport report = ExperimentReport.of(folder, Measures.installed());
    return Files.writeString(temporary.resolve("report.html"), new ReportPage(report).html());
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void aBrowserDrawsEveryCombination() throws Exception {
    ShownPage.requireBrowser();
    ShownPage shown = ShownPage.open(page(List.of("ntp", "a </script> \"<b>\"")), "", temporary);
    assertEquals(List.of(), shown.complaints());
    String dom = shown.dom();
    assertTrue(dom.contains("data-state=\"drawn\""), dom);
    assertTrue(
        dom.contains("<title>ntp: 16 passes an image, NLL nats/token 1.5 [1.2, 1.9]</title>"));
    assertTrue(
        dom.contains("<title>ntp: 0.0035 seconds an image, timed in batches of 2, NLL nats/token"),
        dom);
    assertTrue(dom.contains("<title>a &lt;/script&gt; \"&lt;b&gt;\": 8 passes an image"), dom);
    assertEquals(
        2 * 2, count(dom, "<g tabindex=\"0\" role=\"img\""), "a mark of each in each chart");
    assertTrue(dom.contains("<title>2 tokens: 100% of passes</title>"), dom);
    assertTrue(dom.contains("<title>1 in the pass: 75% of 16</title>"), dom);
    assertTrue(dom.contains("<title>2 in the pass: 0% of 8</title>"), dom);
  }

  @Test
  void itAsksNoNetworkAndHoldsWhatIsKept() throws IOException {
    String page = Files.readString(page(List.of("ntp", "two")));
    assertFalse(page.matches("(?s).*(https?:)?//[a-z].*"), "an address stands in the page");
    assertFalse(page.matches("(?s).*@[a-z]+@.*"), "the page has a gap");
    assertEquals(2 * 2, count(page, "<img "), page);
    assertTrue(page.contains("class 1, seed 2"), page);
    assertTrue(page.contains("3 after 1</td><td>3.5</td><td>3.0</td><td>4.0</td>"), page);
    assertTrue(page.contains("<td data-value=\"0.0035\">0.004 [0.003, 0.004]</td>"), page);
    assertTrue(page.contains("<td data-value=\"0.009\">0.009</td>"), page);
  }

  @Test
  void manyCombinationsStayBelowFiveMegabytes() throws IOException {
    List<String> many = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      many.add("strategy " + i);
    }
    assertTrue(Files.size(page(many, 200)) < 5_000_000);
  }
}
