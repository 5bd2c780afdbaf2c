/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What build/gpu-check does on a bare machine, with a Java that is a script itself. */
@EnabledOnOs(OS.LINUX)
class GpuCheckTest {
  private static final int LIMIT_SECONDS = 120;

  /** Tells what it was asked for, and answers as the program does. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"$FAKE/calls"
      cat "$OCL_ICD_VENDORS"/*.icd >"$FAKE/icd" 2>/dev/null
      case "$*" in
        *" backends") eval "$DEVICES" ;;
        *ConsoleLauncher*) printf 'X > a() :: SUCCESSFUL\\nX > b() :: SUCCESSFUL\\n'; eval "$GOLDEN" ;;
        *" bench "*)
          while [ "$1" != --report ]; do shift; done
          echo '{"results": []}' >"$2"
          echo 'a | table'
          ;;
      esac
      """;

  private static final String ONE_DEVICE =
      "printf 'opencl: kernels\\n    usable here: 0: GPU \"Fake\" (1 MiB)\\nvector: x\\n'";

  /** Devices that the carried loader alone finds. */
  private static final String FOUND_BY_THE_CARRIED_LOADER =
      """
      printf 'opencl: kernels\\n'
      case "$LD_LIBRARY_PATH" in
        */loader:*) printf '    usable here: 0: GPU NVIDIA\\303\\251\\n' ;;
        *) printf '    cannot run here: none\\n' ;;
      esac
      """;

  /** Has PyTorch, tells where it was told to look for libraries, and answers as the script does. */
  private static final String PYTHON =
      """
      #!/bin/sh
      case "$*" in *find_spec*) exit 0 ;; esac
      echo "$LD_LIBRARY_PATH $*" >>"$FAKE/python"
      while [ "$1" != --out ]; do shift; done
      echo '{"results": []}' >"$2"
      """;

  @TempDir Path work;
  private Path folder;
  private Path libraries;
  private Path out;

  private record Ended(int status, String text) {}

  @BeforeEach
  void makeFolder() throws IOException, InterruptedException {
    folder = Files.createDirectories(work.resolve("carried"));
    libraries = Files.createDirectories(work.resolve("libraries"));
    out = work.resolve("out");
    Files.createDirectories(work.resolve("vendors"));
    Path script = folder.resolve("gpu-check");
    Files.copy(CommandLine.root().resolve("build/gpu-check"), script);
    Path java = work.resolve("payload/runtime/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, JAVA);
    for (Path file : List.of(script, java)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path loader = Files.createDirectories(work.resolve("payload/loader"));
    Files.writeString(loader.resolve("libOpenCL.so.1"), "");
    Ended packed =
        start(
            List.of(
                "tar",
                "-czf",
                folder.resolve("payload.tar.gz").toString(),
                "-C",
                work.resolve("payload").toString(),
                "."),
            Map.of());
    assertEquals(0, packed.status(), packed.text());
  }

  @Test
  void everyPartIsRunAndReported() throws Exception {
    Ended run = run("", "--parts", "golden,passes,whole", "--passes", "3");
    assertEquals(0, run.status(), run.text());
    JsonObject report = report();
    assertEquals("2 passed, 0 failed", report.get("golden").getAsString());
    assertEquals("0: GPU \"Fake\" (1 MiB)", report.get("devices").getAsString());
    List<String> parts = new ArrayList<>();
    for (JsonElement part : report.getAsJsonArray("parts")) {
      assertEquals("done", part.getAsJsonObject().get("state").getAsString());
      parts.add(part.getAsJsonObject().get("part").getAsString());
    }
    assertEquals(
        List.of(
            "devices",
            "passes-GPT-L-float16",
            "golden",
            "passes-GPT-L-int8",
            "passes-GPT-XL-float16",
            "passes-GPT-XL-int8",
            "passes-NAR-L-float16",
            "passes-NAR-L-int8",
            "passes-NAR-XL-float16",
            "passes-NAR-XL-int8",
            "whole-GPT-L",
            "whole-GPT-XL",
            "whole-NAR-L",
            "whole-NAR-XL"),
        parts);
    assertEquals(12, report.getAsJsonArray("bench").size());
    String calls = Files.readString(work.resolve("calls"));
    assertTrue(
        calls.contains(
            "bench --arch GPT-L --backend opencl --device gpu --dtype int8 --report "
                + out.toRealPath()
                + "/passes-GPT-L-int8.json --passes 3 --strategy ntp --strategy zipar:window=16"
                + " --strategy zipar:window=12 --strategy zipar:window=8"
                + " --strategy jacobi:window=32 --strategy jacobi:window=64"),
        calls);
    assertTrue(Files.readString(out.resolve("gpu-check.md")).contains("a | table"));
  }

  @Test
  void aDriverThatNoFileNamesIsNamed() throws Exception {
    Path library = Files.writeString(libraries.resolve("libnvidia-opencl.so.1"), "");
    Files.writeString(work.resolve("vendors/other.icd"), "libother.so\n");
    Ended run = run("", "--parts", "golden");
    assertEquals(0, run.status(), run.text());
    assertEquals(
        List.of(library.toRealPath().toString(), "libother.so"),
        Files.readAllLines(work.resolve("icd")));
    String driver = report().get("driver").getAsString();
    assertTrue(driver.contains("the carried loader is taken"), driver);
    assertTrue(driver.contains(library + ", which no .icd named"), driver);
  }

  @Test
  void whatADriverBringsIsSaidWhereThatIsNotOpenCl() throws Exception {
    Files.writeString(libraries.resolve("libcuda.so.1"), "");
    Ended run = run("", "--parts", "golden");
    assertEquals(0, run.status(), run.text());
    String driver = report().get("driver").getAsString();
    assertTrue(driver.endsWith("no OpenCL driver; the driver brings libcuda.so.1"), driver);
  }

  @Test
  void aPartThatFailsIsReportedAndTheOthersAreRun() throws Exception {
    Ended run = run("echo 'X > c() :: FAILED'; exit 1", "--parts", "golden,whole");
    assertEquals(1, run.status(), run.text());
    JsonObject report = report();
    assertEquals("2 passed, 1 failed", report.get("golden").getAsString());
    JsonObject golden = report.getAsJsonArray("parts").get(1).getAsJsonObject();
    assertEquals("failed: X > c() :: FAILED", golden.get("state").getAsString());
    assertEquals(4, report.getAsJsonArray("bench").size());
  }

  @Test
  void aPartThatHangsIsEndedAndWhatItDidIsKept() throws Exception {
    Ended run = run("exec sleep 600", "--parts", "golden", "--seconds", "19");
    assertEquals(1, run.status(), run.text());
    JsonObject report = report();
    assertEquals("2 passed, 0 failed", report.get("golden").getAsString());
    String state =
        report.getAsJsonArray("parts").get(1).getAsJsonObject().get("state").getAsString();
    assertTrue(state.startsWith("ended after "), state);
    assertFalse(Files.readString(out.resolve("gpu-check.md")).isEmpty());
  }

  @Test
  void aDriverThatOnlyTheCarriedLoaderFindsIsFound() throws Exception {
    Files.writeString(libraries.resolve("libOpenCL.so.1"), "");
    Files.writeString(libraries.resolve("libnvidia-opencl.so.580.1"), "");
    Ended run = run(Map.of("DEVICES", FOUND_BY_THE_CARRIED_LOADER), "--parts", "none");
    assertEquals(0, run.status(), run.text());
    assertEquals(2, report().getAsJsonArray("parts").size());
    assertEquals("0: GPU NVIDIA", report().get("devices").getAsString());
    assertTrue(
        report().get("driver").getAsString().contains("libnvidia-opencl.so.580.1, which no"));
  }

  @Test
  void pyTorchComesBehindTheFirstTableAndFindsItsOwnLibraries() throws Exception {
    Path python = Files.createDirectories(work.resolve("bin")).resolve("python3");
    Files.writeString(python, PYTHON);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    Ended run =
        run(
            Map.of(
                "PATH", python.getParent() + ":" + System.getenv("PATH"), "LD_LIBRARY_PATH", "own"),
            "--parts",
            "passes,torch");
    assertEquals(0, run.status(), run.text());
    assertEquals(2, report().getAsJsonArray("torch").size());
    JsonObject second = report().getAsJsonArray("parts").get(2).getAsJsonObject();
    assertEquals("torch-eager", second.get("part").getAsString());
    List<String> asked = Files.readAllLines(work.resolve("python"));
    assertTrue(asked.get(0).startsWith("own "), asked.get(0));
    assertTrue(asked.get(0).endsWith("/passes-GPT-L-float16.json"), asked.get(0));
  }

  @Test
  void whoIsEndedFromOutsideLeavesWhatWasDone() throws Exception {
    Ended run =
        run(
            Map.of("GOLDEN", "kill -TERM $(cat \"$FAKE/script\"); exec sleep 600"),
            "--grid",
            "4x4",
            "--parts",
            "passes,golden");
    assertEquals(130, run.status(), run.text());
    JsonObject report = report();
    assertEquals(1, report.getAsJsonArray("bench").size());
    assertEquals("2 passed, 0 failed", report.get("golden").getAsString());
    assertTrue(Files.readString(out.resolve("gpu-check.md")).contains("ended from outside"));
    assertTrue(Files.readString(work.resolve("calls")).contains("--grid 4x4 --strategy ntp"));
  }

  @Test
  void aMachineWithoutAFolderForTemporaryFilesIsServed() throws Exception {
    Ended run =
        run(Map.of("TMPDIR", work.resolve("missing").toString(), "HOME", ""), "--parts", "golden");
    assertEquals(0, run.status(), run.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--passes 0", "--seconds ten", "--device", "--depth 3"})
  void badOptionsAreOneLine(String options) throws Exception {
    Ended run = run("", options.split(" "));
    assertEquals(2, run.status(), run.text());
    assertTrue(run.text().startsWith("gpu-check: "), run.text());
    assertEquals(1, run.text().lines().count(), run.text());
    assertFalse(Files.exists(out.resolve("gpu-check.json")));
  }

  @Test
  void aFolderThatWasNotPackedIsRefused() throws Exception {
    Files.delete(folder.resolve("payload.tar.gz"));
    Ended run = run("");
    assertEquals(2, run.status(), run.text());
    assertTrue(run.text().contains("there is no payload.tar.gz beside"), run.text());
  }

  private JsonObject report() throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve("gpu-check.json")))
        .getAsJsonObject();
  }

  private Ended run(String golden, String... options) throws IOException, InterruptedException {
    return run(Map.of("GOLDEN", golden), options);
  }

  private Ended run(Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "echo $$ >\"$FAKE/script\"; exec \"$0\" \"$@\"",
                folder.resolve("gpu-check").toString(),
                "run",
                "--out",
                out.toString()));
    command.addAll(List.of(options));
    return start(command, environment);
  }

  private Ended start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path said = work.resolve("said");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "FAKE", work.toString(),
                "DEVICES", ONE_DEVICE,
                "GPU_CHECK_LIBRARIES", libraries.toString(),
                "OCL_ICD_VENDORS", work.resolve("vendors").toString()));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "has not ended");
    return new Ended(process.exitValue(), Files.readString(said));
  }
}
