/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.DamagedFiles;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.SafetensorsBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged files of every format are read or refused in one line that names the file and take at
 * most 100 MB beyond their size. Runs briefly; {@code -Pfuzz} runs it long.
 */
class FormatFuzzTest {
  /** Bytes and texts that mean something in one format or another. */
  private static final List<String> DICTIONARY =
      List.of(
          "4294967295",
          "2147483648",
          "-1",
          "1e999",
          "NaN",
          "null",
          "[[[[",
          "\"",
          "{",
          "shape",
          "\u00ff\u00ff\u00ff\u00ff",
          "\u0000\u0000\u0000\u0080",
          "R.",
          "(tR",
          "\u008e\u0000\u0000\u0000\u0040\u0000\u0000\u0000\u0000",
          "PK\u0003\u0004",
          "\u001b[2J\u009b");

  @TempDir Path folder;

  /** A format: the name of a file, whole files of it, and its reader. */
  record Target(String name, List<byte[]> seeds, Consumer<Path> reader) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Target> targets() throws IOException {
    Path pickles = Path.of("src", "test", "resources", "torch");
    byte[] safetensors =
        SafetensorsBytes.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                + "\"mask\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}}",
            new byte[32]);
    return Stream.of(
        new Target("a.safetensors", List.of(safetensors), FormatFuzzTest::readTensors),
        new Target(
            "a.pt",
            List.of(
                read(pickles.resolve("everything-0.pt")),
                read(pickles.resolve("everything-2.pt")),
                read(pickles.resolve("everything-5.pt")),
                read(pickles.resolve("dict-subclass.pt"))),
            FormatFuzzTest::readTensors),
        new Target(
            "old.pt", List.of(read(pickles.resolve("legacy-2.pt"))), FormatFuzzTest::readTensors),
        new Target("caption.npy", List.of(npy()), CaptionFile::read),
        new Target("caption.safetensors", List.of(safetensors), CaptionFile::read),
        new Target(
            "config.json",
            List.of(
                read(Fixtures.path("emu3/emu3-tiny").resolve("config.json")),
                read(Fixtures.path("chameleon/chameleon-tiny").resolve("config.json"))),
            FormatFuzzTest::readConfig),
        new Target(
            "model.safetensors.index.json",
            List.of(
                "{\"weight_map\":{\"a\":\"x.safetensors\",\"b\":\"y.safetensors\"}}"
                    .getBytes(StandardCharsets.UTF_8)),
            FormatFuzzTest::readTensors));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damagedFilesAreReadOrRefused(Target target) {
    new DamagedFiles(target.seeds(), DICTIONARY, InvalidInputException.class)
        .check(folder.resolve(target.name()), target.reader());
  }

  private static void readTensors(Path file) {
    try (TensorStore store = TensorFiles.open(file)) {
      store.plainValues().paths();
      for (String name : store.names()) {
        store.find(name).ifPresent(tensor -> tensor.shape().elements());
      }
    }
  }

  private static void readConfig(Path file) {
    ModelConfig config = ModelConfig.read(file);
    config.keys().forEach(config::shown);
    config.indices("vocabulary_map");
    config.positive("vocab_size");
    config.text("model_type");
  }

  private static byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static byte[] npy() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }   \n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 24).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    return Arrays.copyOf(bytes.array(), bytes.capacity());
  }
}
