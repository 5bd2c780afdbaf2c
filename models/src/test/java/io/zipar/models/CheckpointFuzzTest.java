/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Pickle;
import io.zipar.fixtures.TorchArchive;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.SafetensorsBytes;
import io.zipar.models.testing.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Damaged checkpoints load or are refused in one line, and nothing else happens. */
class CheckpointFuzzTest {
  private static final int PLACES = 100_000;

  /** A thousand times what a slow machine takes. */
  private static final long AS_GOOD_AS_HANGING = 120_000_000_000L;

  private static final byte[] SAFETENSORS =
      SafetensorsBytes.of(
          """
          {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
           "b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]}}
          """,
          new byte[32]);

  private Path folder;
  private byte[] torch;

  @BeforeProperty
  void write() throws IOException {
    folder = Files.createTempDirectory("zipar-fuzz");
    byte[] pickle =
        Pickle.begin()
            .ops("}q")
            .raw(0)
            .text("model")
            .global("collections", "OrderedDict")
            .ops(")R(")
            .text("a")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
            .text("b")
            .tensor("BFloat16Storage", "1", 4, 0, new long[] {2, 2}, new long[] {1, 2})
            .ops("u}")
            .text("_metadata")
            .ops("}sbs")
            .end();
    Path file =
        TorchArchive.of(pickle).storage("0", 24).storage("1", 8).write(folder.resolve("t.pt"));
    torch = Files.readAllBytes(file);
  }

  @AfterProperty
  void delete() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 600)
  void damagedSafetensors(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = PLACES - 1) Integer> places,
      @ForAll @ByteRange(min = Byte.MIN_VALUE, max = Byte.MAX_VALUE) byte value) {
    open(damage(SAFETENSORS, places, value), "d.safetensors");
  }

  @Property(tries = 150)
  void truncatedSafetensors(@ForAll @IntRange(max = PLACES - 1) int part) {
    open(
        Arrays.copyOf(SAFETENSORS, (int) ((long) part * SAFETENSORS.length / PLACES)),
        "d.safetensors");
  }

  @Property(tries = 1500)
  void damagedTorch(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = PLACES - 1) Integer> places,
      @ForAll @ByteRange(min = Byte.MIN_VALUE, max = Byte.MAX_VALUE) byte value) {
    open(damage(torch, places, value), "d.pt");
  }

  @Property(tries = 150)
  void truncatedTorch(@ForAll @IntRange(max = PLACES - 1) int part) {
    open(Arrays.copyOf(torch, (int) ((long) part * torch.length / PLACES)), "d.pt");
  }

  @Property(tries = 500)
  void anyPickle(@ForAll @Size(max = 60) byte[] program) {
    byte[] pickle = Arrays.copyOf(program, program.length + 1);
    pickle[program.length] = '.';
    Path file = TorchArchive.of(pickle).storage("0", 4).write(folder.resolve("p.pt"));
    open(file);
  }

  private static byte[] damage(byte[] intact, List<Integer> places, byte value) {
    byte[] damaged = intact.clone();
    for (int place : places) {
      damaged[(int) ((long) place * damaged.length / PLACES)] ^= value;
    }
    return damaged;
  }

  private void open(byte[] bytes, String name) {
    open(SafetensorsBytes.write(folder.resolve(name), bytes));
  }

  private static void open(Path file) {
    long start = System.nanoTime();
    try (TensorStore store = CheckpointFormats.open(file, List.of("model"))) {
      for (String name : store.names()) {
        store.find(name).ifPresent(Tensors::values);
      }
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    }
    assertTrue(System.nanoTime() - start < AS_GOOD_AS_HANGING, "took too long");
  }
}
