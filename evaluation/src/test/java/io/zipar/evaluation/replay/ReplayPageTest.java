/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.zipar.evaluation.browser.ShownPage;
import io.zipar.evaluation.replay.ReplayPage.Panel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser. Skipped where there is none, unless the machine promises to have all. */
class ReplayPageTest {
  @TempDir private Path temporary;

  @Test
  void playedToTheEndItShowsEveryCommitInItsPass() throws Exception {
    ShownPage.requireBrowser();
    RunTrace first = Traces.of(new Random(3));
    RunTrace second = Traces.of(new Random(3));
    for (String hash : List.of("play", "map=difference&at=100000")) {
      ShownPage page = ShownPage.open(write(List.of(first, second)), hash, temporary);
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
}
