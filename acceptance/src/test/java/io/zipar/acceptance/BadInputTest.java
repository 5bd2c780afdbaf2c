/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Pickle;
import io.zipar.fixtures.TorchArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one clear line, exit code 2, and no file left. */
class BadInputTest {
  @TempDir Path work;
  private Path out;

  @BeforeEach
  void nameTheOutput() {
    out = work.resolve("out");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "--class; 10; class 10 is not in 0 ... 9",
        "--class; -1; class -1 is not in 0 ... 9",
        "--strategy; zipar:window=0; option window=0 is not a whole number from 1",
        "--strategy; zipar:window=wide; option window=wide is not a whole number from 1",
        "--strategy; zipar:window=25; option window=25 exceeds the 24 columns",
        "--strategy; zipr; unknown strategy 'zipr' (did you mean 'zipar'?); found: ",
        "--backend; dlj; unknown backend 'dlj' (did you mean 'djl'?); found: ",
        "--device; cuda; CUDA",
        "--device; toaster; toaster",
        "--dtype; float8; float8",
        "--cfg; 0.5; guidance scale 0.5",
        "--temperature; -1; temperature -1.0",
        "--top-p; 1.5; top-p 1.5",
        "--grid; 0x3; grid 0x3",
        "--grid; large; large",
        "--arch; GPT-Q; GPT-Q",
        "--count; 0; 0"
      })
  void ofAnOptionIsRefused(String option, String value, String message)
      throws IOException, InterruptedException {
    List<Object> arguments =
        new ArrayList<>(
            List.of("generate", "--model", CommandLine.tinyModel(), "--out", out, option, value));
    if (!option.equals("--class")) {
      arguments.addAll(List.of("--class", 1));
    }
    if (!option.equals("--strategy")) {
      arguments.addAll(List.of("--strategy", "ntp"));
    }
    assertRefused(message, arguments.toArray());
  }

  @Test
  void aMissingFileIsRefused() throws IOException, InterruptedException {
    refuseModel(work.resolve("nothing.safetensors"), "nothing.safetensors: no such file");
  }

  @Test
  void aTruncatedSafetensorsFileIsRefused() throws IOException, InterruptedException {
    byte[] whole =
        Files.readAllBytes(Fixtures.path("llamagen/c2i-tiny").resolve("model.safetensors"));
    refuseModel(
        write("cut.safetensors", Arrays.copyOf(whole, whole.length - 100)), "cut.safetensors");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefused() throws IOException, InterruptedException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(5000);
    refuseModel(write("long.safetensors", bytes.array()), "header length 5000");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "overlap; {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}; overlap",
        "beyond; {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}; a",
        "size; {'a':{'dtype':'F32','shape':[5],'data_offsets':[0,12]}}; a"
      },
      quoteCharacter = '|')
  void tensorOffsetsThatCannotBeAreRefused(String name, String header, String message)
      throws IOException, InterruptedException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    refuseModel(write(name + ".safetensors", bytes.array()), message);
  }

  /** The pickle of {@code os.system("true")}: it is named, not run. */
  @Test
  void aPickleThatNamesAForbiddenClassIsRefused() throws IOException, InterruptedException {
    byte[] pickle = Pickle.begin().global("os", "system").ops("(").text("true").ops("tR").end();
    refuseModel(TorchArchive.of(pickle).write(work.resolve("evil.pt")), "os.system");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException, InterruptedException {
    String json =
        "{\"cls_embedding.embedding_table.weight\":"
            + "{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]}}";
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length() + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length())
            .put(json.getBytes(StandardCharsets.UTF_8));
    refuseModel(write("lacking.safetensors", bytes.array()), "lacking.safetensors");
  }

  @Test
  void anOutputFolderThatCannotBeWrittenIsRefused() throws IOException, InterruptedException {
    Path file = write("file", new byte[0]);
    assertRefused(
        "--out",
        "generate",
        "--model",
        CommandLine.tinyModel(),
        "--strategy",
        "ntp",
        "--class",
        1,
        "--out",
        file.resolve("out"));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(work.resolve(name), bytes);
  }

  private void refuseModel(Path model, String message) throws IOException, InterruptedException {
    assertRefused(
        message, "generate", "--model", model, "--strategy", "ntp", "--class", 1, "--out", out);
  }

  private void assertRefused(String message, Object... arguments)
      throws IOException, InterruptedException {
    List<Path> before = files();
    CommandLine.Outcome outcome = CommandLine.run(arguments);
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.out(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).startsWith("zipar: "), outcome.everything());
    assertTrue(outcome.err().get(0).contains(message), outcome.everything());
    assertEquals(before, files(), "files were left");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      return files.sorted().toList();
    }
  }
}
