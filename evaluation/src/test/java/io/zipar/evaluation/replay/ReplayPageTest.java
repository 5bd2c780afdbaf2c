/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.zipar.evaluation.replay.ReplayPage.Panel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser. Skipped where there is none, unless the machine promises to have all. */
class ReplayPageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir private Path temporary;

  private static void requireBrowser() {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM) || System.getenv("ZIPAR_REQUIRE_CHROMIUM") != null,
        "no Chromium to look at pages with");
  }

  @Test
  void playedToTheEndItShowsEveryCommitInItsPass() throws Exception {
    requireBrowser();
    RunTrace first = Traces.of(new Random(3));
    RunTrace second = Traces.of(new Random(3));
    for (String hash : List.of("play", "map=difference&at=100000")) {
      Page page = open(List.of(first, second), hash);
      assertEquals(List.of(), page.complaints());
      assertTrue(page.dom().contains("data-state=\"ended\""), page.dom());
      String order = page.element("order");
      assertEquals("[" + passOfCell(first) + "," + passOfCell(second) + "]", order, "commit order");
      assertTrue(page.element("now").contains("100.0% as the first"), page.element("now"));
      assertTrue(page.dom().contains("a &lt;/script&gt;"), "a name is shown as it is");
    }
  }

  private static String passOfCell(RunTrace run) {
    int[] passes = new int[run.grid().cells()];
    Arrays.fill(passes, -1);
    for (TracedPass pass : run.images().get(0).passes()) {
      pass.committed().forEach(each -> passes[each.cell()] = pass.pass());
    }
    return Arrays.toString(passes).replace(" ", "");
  }

  @Test
  void itAsksNoNetworkAndItsDataAreJson() throws IOException {
    String page = Files.readString(write(List.of(Traces.of(new Random(5)))));
    assertFalse(page.matches("(?s).*(https?:)?//[a-z].*"), "an address stands in the page");
    String data = page.replaceFirst("(?s).*<script type=\"application/json\" id=\"data\">", "");
    assertEquals(
        1,
        JsonParser.parseString(data.substring(0, data.indexOf("</script>")))
            .getAsJsonArray()
            .size());
  }

  private Path write(List<RunTrace> runs) throws IOException {
    Path file = temporary.resolve("page.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      ReplayPage.content(runs.stream().map(run -> new Panel(run, 0, Optional.empty())).toList())
          .writeTo(out);
    }
    return file;
  }

  private record Page(String dom, List<String> complaints) {
    String element(String id) {
      String from = dom.replaceFirst("(?s).* id=\"" + id + "\"[^>]*>", "");
      return from.substring(0, from.indexOf("</"));
    }
  }

  private Page open(List<RunTrace> runs, String hash) throws IOException, InterruptedException {
    Path dom = temporary.resolve("dom");
    Path log = temporary.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(CHROMIUM.toString(), "--headless", "--no-sandbox", "--disable-gpu"));
    command.addAll(
        List.of(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--user-data-dir=" + temporary.resolve("profile"),
            "--enable-logging=stderr",
            "--virtual-time-budget=20000",
            "--dump-dom",
            write(runs).toUri() + "#" + hash));
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertTrue(browser.waitFor(2, TimeUnit.MINUTES), "the browser does not end");
    } finally {
      browser.destroyForcibly();
    }
    List<String> complaints =
        Files.readString(log, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> line.contains("CONSOLE"))
            .toList();
    return new Page(Files.readString(dom), complaints);
  }
}
