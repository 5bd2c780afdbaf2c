/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A page after a browser has run its script.
 *
 * @param dom the document as it stands then
 * @param complaints lines that the browser wrote to its console
 */
public record ShownPage(String dom, List<String> complaints) {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  /** Skips the test where there is no browser, unless the machine promises to have all. */
  public static void requireBrowser() {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM) || System.getenv("ZIPAR_REQUIRE_CHROMIUM") != null,
        "no Chromium to look at pages with");
  }

  /**
   * Opens a page and waits until nothing happens there any more.
   *
   * @param page the file
   * @param hash what follows # in its address
   * @param temporary a folder for what the browser writes
   * @return the page
   */
  public static ShownPage open(Path page, String hash, Path temporary)
      throws IOException, InterruptedException {
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
            page.toUri() + "#" + hash));
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
    return new ShownPage(Files.readString(dom), complaints);
  }

  /**
   * The beginning of an element.
   *
   * @param id its id
   * @return its content up to the first end of an element
   */
  public String element(String id) {
    String from = dom.replaceFirst("(?s).* id=\"" + id + "\"[^>]*>", "");
    return from.substring(0, from.indexOf("</"));
  }
}
