/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.pictures.NumberedPictures;
import io.zipar.pipeline.output.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What README.md and docs show is what the code is and does. */
@Tag("slow")
@Tag("once")
class DocsTest {
  private static final int README_LINES = 150;
  private static final int LIMIT_MINUTES = 10;
  private static final Pattern JAVA =
      Pattern.compile("(?:<!-- (\\S+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final Pattern MEASURED =
      Pattern.compile("\\| `([a-z0-9:=,-]+)` \\|(( [^|]* \\|)+)");

  private static final Pattern MEMORY =
      Pattern.compile("(?m)^\\| (\\w[\\w.-]+(?:, [\\w.-]+)*) \\|((?: \\d+\\.\\d\\d \\|)+)");

  /** Blocks with such words need what is not here, or take too long; others are run. */
  private static final List<String> NOT_RUN =
      List.of(
          "mvn ",
          ".pt ",
          "Lumina",
          "Emu3",
          "Janus",
          "bench",
          "evaluate",
          "train",
          "cuda",
          "opencl",
          "gpu-check",
          "paradigms",
          "FOLDER",
          "demo");

  /** A block that asks for many pictures shows with the first what it does. */
  private static final Pattern MANY = Pattern.compile("--class (\\d+)(,\\d+)+");

  @TempDir Path work;

  @Test
  void theReadmeIsShort() throws IOException {
    assertTrue(Docs.lines(CommandLine.root().resolve("README.md")).count() < README_LINES);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : Docs.pages()) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !Files.exists(page.resolveSibling(link)))
          .forEach(link -> broken.add(page.getFileName() + ": " + link));
    }
    assertEquals(List.of(), broken);
  }

  /** A block of Java names its file, and stands there, perhaps further to the right. */
  @Test
  void everyPieceOfCodeIsCompiled() throws IOException {
    int count = 0;
    for (Path page : Docs.pages()) {
      for (var block : JAVA.matcher(Files.readString(page)).results().toList()) {
        String file = block.group(1);
        assertTrue(file != null, page + " has code of no file: " + block.group(2));
        String code = Files.readString(CommandLine.root().resolve(file));
        assertTrue(flush(code).contains(flush(block.group(2))), page + " differs from " + file);
        count++;
      }
    }
    assertTrue(count > 1);
  }

  /** Those of other blocks are run. */
  @TestFactory
  Stream<DynamicTest> everyCommandThatIsNotRunIsUnderstood() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : Docs.pages()) {
      Docs.blocks(page).stream()
          .filter(block -> !isRun(block))
          .flatMap(Docs::commands)
          .map(
              command ->
                  DynamicTest.dynamicTest(
                      page.getFileName() + ": " + command, () -> assertUnderstood(command)))
          .forEach(tests::add);
    }
    assertTrue(tests.size() > 10);
    return tests.stream();
  }

  private static void assertUnderstood(String command) throws Exception {
    List<Object> arguments = new ArrayList<>(Docs.arguments(command));
    // What a loop before it has collected.
    arguments.removeIf(word -> word.toString().startsWith("$"));
    arguments.add("--help");
    CommandLine.Outcome outcome = CommandLine.run(arguments.toArray());
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.err());
  }

  @TestFactory
  Stream<DynamicTest> everyBlockThatCanRunHereRuns() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : Docs.pages()) {
      String name = page.getFileName().toString();
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> {
                List<String> output = run(page);
                assertTablesArePrinted(page, output);
                assertMemoryIsPrinted(page, output);
              }));
    }
    return tests.stream();
  }

  /** A row that begins with a strategy holds passes that a command of the page has printed. */
  private static void assertTablesArePrinted(Path page, List<String> output) throws IOException {
    if (output.isEmpty() || !page.endsWith("docs/strategies.md")) {
      return;
    }
    int numbers = 0;
    for (var row : MEASURED.matcher(Files.readString(page)).results().toList()) {
      for (String cell : row.group(2).split("\\|")) {
        if (cell.strip().matches("\\d+")) {
          String line = Pattern.quote(row.group(1)) + " +" + cell.strip() + "( .*)?";
          assertTrue(
              output.stream().anyMatch(each -> each.matches(line)), row.group() + "\n" + output);
          numbers++;
        }
      }
    }
    assertTrue(numbers > 20, numbers + " numbers");
  }

  /** A row that begins with names of models holds the memory that a command of the page printed. */
  private static void assertMemoryIsPrinted(Path page, List<String> output) throws IOException {
    if (output.isEmpty() || !page.endsWith("docs/models.md")) {
      return;
    }
    int rows = 0;
    for (var row : MEMORY.matcher(Files.readString(page)).results().toList()) {
      String numbers = row.group(2).replace("|", "").strip().replaceAll(" +", " ");
      for (String name : row.group(1).split(", ")) {
        assertTrue(
            output.stream()
                .anyMatch(each -> each.replaceAll(" +", " ").equals(name + " " + numbers)),
            row.group() + "\n" + output);
        rows++;
      }
    }
    assertTrue(rows > 5, rows + " rows");
  }

  private List<String> run(Path page) throws IOException, InterruptedException {
    Path folder = Files.createDirectory(work.resolve(page.getFileName().toString()));
    for (String name : List.of("zipar", "examples")) {
      Files.createSymbolicLink(folder.resolve(name), CommandLine.root().resolve(name));
    }
    Pictures.save(NumberedPictures.picture(1), folder.resolve("photo.png"));
    List<String> output = new ArrayList<>();
    for (String block : Docs.blocks(page)) {
      if (isRun(block)) {
        output.addAll(run(folder, MANY.matcher(block).replaceAll("--class $1")));
      }
    }
    return output;
  }

  private static boolean isRun(String block) {
    return NOT_RUN.stream().noneMatch(block::contains);
  }

  private static List<String> run(Path folder, String block)
      throws IOException, InterruptedException {
    Path out = folder.resolve("output.txt");
    ProcessBuilder builder =
        CommandLine.onWhatIsPackaged(new ProcessBuilder("bash", "-e", "-c", block));
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(block + " has not ended");
    }
    List<String> lines = Files.readAllLines(out);
    assertEquals(0, process.exitValue(), block + lines);
    return lines;
  }

  private static String flush(String code) {
    return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }
}
