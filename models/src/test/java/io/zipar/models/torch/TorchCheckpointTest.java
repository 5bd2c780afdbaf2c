/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.Archive;
import io.zipar.models.testing.Pickle;
import io.zipar.models.testing.SafetensorsBytes;
import io.zipar.models.testing.Tensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchCheckpointTest {
  private static final long[] VECTOR = {2};
  private static final long[] ONE = {1};

  @TempDir Path folder;

  @Test
  void readsTheFirstGroupThatHoldsTensors() {
    byte[] pickle =
        Pickle.begin()
            .ops("}(")
            .text("module")
            .ops("}")
            .text("a")
            .tensor("FloatStorage", "0", 2, 0, VECTOR, ONE)
            .ops("s")
            .text("ema")
            .ops("}")
            .text("a")
            .tensor("FloatStorage", "1", 2, 0, VECTOR, ONE)
            .ops("s")
            .text("model")
            .ops("}")
            .text("steps")
            .number(3)
            .ops("su.")
            .end();
    Archive archive = Archive.of(pickle).storage("0", 1f, 2f).storage("1", 3f, 4f);
    assertArrayEquals(new float[] {1f, 2f}, read(archive, "a", "model", "module", "ema"));
    assertArrayEquals(new float[] {3f, 4f}, read(archive, "a", "ema", "model"));
  }

  @Test
  void readsTensorsAtTheTopAndParametersAndSharedStorages() {
    byte[] pickle =
        Pickle.begin()
            .global("collections", "OrderedDict")
            .ops(")R(")
            .text("w")
            .tensor("FloatStorage", "0", 4, 2, VECTOR, ONE)
            .text("p")
            .global("torch._utils", "_rebuild_parameter")
            .ops("(")
            .tensor("FloatStorage", "0", 4, 0, VECTOR, ONE)
            .raw(0x88)
            .global("collections", "OrderedDict")
            .ops(")RtRu}")
            .text("_metadata")
            .ops("}sb")
            .end();
    Archive archive = Archive.of(pickle).storage("0", 1f, 2f, 3f, 4f);
    assertArrayEquals(new float[] {3f, 4f}, read(archive, "w"));
    assertArrayEquals(new float[] {1f, 2f}, read(archive, "p"));
  }

  @Test
  void argumentsOfATrainingRunAreInert() {
    byte[] pickle =
        Pickle.begin()
            .ops("}(")
            .text("args")
            .global("argparse", "Namespace")
            .raw(')', 0x81)
            .ops("}")
            .text("lr")
            .ops("G")
            .raw(0x3f, 0x1a, 0x36, 0xe2, 0xeb, 0x1c, 0x43, 0x2d)
            .ops("sb")
            .text("a")
            .tensor("FloatStorage", "0", 2, 0, VECTOR, ONE)
            .ops("u")
            .end();
    assertArrayEquals(new float[] {5f, 6f}, read(Archive.of(pickle).storage("0", 5f, 6f), "a"));
  }

  @Test
  void stridesAreFollowed() {
    byte[] pickle = single("FloatStorage", 6, 0, new long[] {3, 2}, new long[] {1, 3});
    Archive archive = Archive.of(pickle).storage("0", 0f, 1f, 2f, 3f, 4f, 5f);
    try (TensorStore store = open(archive)) {
      assertEquals(Shape.of(3, 2), store.find("a").orElseThrow().shape());
      assertArrayEquals(
          new float[] {0f, 3f, 1f, 4f, 2f, 5f}, Tensors.values(store.find("a").orElseThrow()));
      float[] part = new float[3];
      store.find("a").orElseThrow().read(2, FloatBuffer.wrap(part));
      assertArrayEquals(new float[] {1f, 4f, 2f}, part);
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> store.find("a").orElseThrow().read(4, FloatBuffer.wrap(part)));
    }
  }

  @Test
  void unknownMembersAndTypesOfNoInterestAreIgnored() {
    byte[] pickle =
        Pickle.begin()
            .ops("}(")
            .text("mask")
            .tensor("BoolStorage", "1", 2, 0, VECTOR, ONE)
            .text("a")
            .tensor("HalfStorage", "0", 2, 0, VECTOR, ONE)
            .ops("u")
            .end();
    Archive archive =
        Archive.of(pickle)
            .with("any/data/0", new byte[] {0, 0x3c, 0, (byte) 0xbc})
            .with("any/byteorder", "little".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .with("any/.data/serialization_id", new byte[7])
            .with("any/version", new byte[] {'3', '\n'});
    assertArrayEquals(new float[] {1f, -1f}, read(archive, "a"));
    try (TensorStore store = open(archive)) {
      assertEquals(
          store.describe()
              + ": tensor mask has elements of type BoolStorage; readable are float32, float16,"
              + " bfloat16, float64 and int64",
          assertThrows(InvalidInputException.class, () -> store.find("mask")).getMessage());
    }
  }

  @Test
  void aForbiddenClassIsNamed() {
    byte[] call = Pickle.begin().global("os", "system").ops("(").text("id").ops("tR").end();
    assertEquals("the pickle names forbidden class os.system", refusal(call));
    for (String name :
        List.of(
            "builtins.eval",
            "builtins.bytearray",
            "builtins.set",
            "array.array",
            "datetime.datetime",
            "decimal.Decimal",
            "torch.load",
            "torch.nn.Linear",
            "collections.Counter")) {
      int dot = name.lastIndexOf('.');
      byte[] pickle = Pickle.begin().global(name.substring(0, dot), name.substring(dot + 1)).end();
      assertEquals("the pickle names forbidden class " + name, refusal(pickle));
    }
    byte[] control = Pickle.begin().global("o\rs", "x".repeat(200)).end();
    assertEquals(
        "the pickle names forbidden class o?s." + "x".repeat(80) + "...", refusal(control));
  }

  @Test
  void opcodesOfOtherWritersAreRefused() {
    assertOpcode(Pickle.begin().ops("ios\nsystem\n").end(), "69");
    assertOpcode(Pickle.begin().text("os").text("system").raw(0x93).end(), "93");
    assertOpcode(Pickle.begin().ops("(o").end(), "6f");
    assertOpcode(Pickle.begin().raw(0x8b).int32(Integer.MAX_VALUE).end(), "8b");
    assertOpcode(Pickle.begin().ops("B").int32(Integer.MAX_VALUE).end(), "42");
    assertOpcode(Pickle.begin().ops("L1" + "0".repeat(100_000) + "L\n").end(), "4c");
  }

  @Test
  void aBrokenPickleIsRefused() {
    assertEquals("its pickle is broken", refusal(new byte[0]));
    assertEquals("its pickle is broken", refusal(Pickle.begin().ops("0").end()));
    assertEquals("its pickle is broken", refusal(Pickle.begin().ops("t").end()));
    assertEquals("its pickle is broken", refusal(Pickle.begin().ops("h").raw(9).end()));
    assertEquals(
        "its pickle is broken",
        refusal(Pickle.begin().ops("]").number(1).number(1).ops("s").end()));
    assertEquals("its pickle is broken", refusal(new byte[] {(byte) 0x80, 99, '.'}));
    assertEquals(
        "the pickle holds a text that is longer than the pickle",
        refusal(Pickle.begin().ops("X").int32(Integer.MAX_VALUE).end()));
    assertEquals(
        "the pickle holds a text that is longer than the pickle",
        refusal(Pickle.begin().ops("T").int32(-1).end()));
    assertEquals(
        "the pickle calls something that is no class",
        refusal(Pickle.begin().text("x").ops(")R").end()));
    assertEquals(
        "the pickle sets the state of an object that has none",
        refusal(Pickle.begin().ops("]}b").end()));
    assertEquals(
        "the pickle has a key that is neither text nor number",
        refusal(Pickle.begin().ops("}])s").end()));
    assertEquals(
        "the pickle refers to something that is no torch storage",
        refusal(Pickle.begin().ops(")Q").end()));
    assertEquals(
        "its pickle holds no dictionary of tensors", refusal(Pickle.begin().ops(")").end()));
    assertEquals(
        "its pickle holds no dictionary of tensors", refusal(Pickle.begin().ops("N").end()));
    assertEquals(
        "an OrderedDict is made with arguments, expected none",
        refusal(Pickle.begin().global("collections", "OrderedDict").ops("(NtR").end()));
    assertEquals(
        "a tensor is not made of storage, offset, sizes and as many strides",
        refusal(Pickle.begin().global("torch._utils", "_rebuild_tensor_v2").ops(")R").end()));
    assertEquals(
        "a parameter is not made of a tensor",
        refusal(Pickle.begin().global("torch._utils", "_rebuild_parameter").ops(")R").end()));
    assertEquals(
        "holds no tensors under model, state_dict or at the top; its keys are [epoch]",
        refusal(Pickle.begin().ops("}").text("epoch").number(1).ops("s").end()));
  }

  @Test
  void bombsGoOffHarmlessly() {
    String steps = "the pickle takes more than 524288 steps, no state dict does";
    assertQuick(steps, Pickle.begin().ops("(".repeat(1_000_000)).end());
    assertQuick(steps, Pickle.begin().ops("}".repeat(1_000_000)).end());
    assertQuick(steps, Pickle.begin().ops("N" + "\u0085".repeat(1_000_000)).end());
    assertQuick(steps, Pickle.begin().ops("N".repeat(262_144) + "(t".repeat(200_000)).end());
    assertQuick(steps, Pickle.begin().ops("]" + "(Ne".repeat(200_000)).end());
    // Nested tuples 400 000 deep, which nothing may walk through.
    assertQuick(
        "its pickle holds no dictionary of tensors",
        Pickle.begin().ops(")" + "\u0085".repeat(400_000)).end());
    // A dictionary that holds itself.
    assertQuick(
        "holds no tensors under model, state_dict or at the top; its keys are [model]",
        Pickle.begin().ops("}q").raw(0).text("model").ops("h").raw(0).ops("s").end());
    assertQuick(
        "its pickle has 16777217 bytes, a state dict takes at most 16777216",
        new byte[(16 << 20) + 1]);
  }

  @Test
  void tensorsThatDoNotFitTheirStorageAreNamed() {
    assertEquals(
        "tensor a [3] with strides [1] from element 0 on reaches beyond the 2 elements of its"
            + " storage",
        viewRefusal(2, 0, new long[] {3}, ONE));
    assertEquals(
        "tensor a [2] with strides [1] from element 1 on reaches beyond the 2 elements of its"
            + " storage",
        viewRefusal(2, 1, VECTOR, ONE));
    long huge = 1L << 62;
    assertEquals(
        "tensor a [2] with strides ["
            + huge
            + "] from element 4611686018427387904 on reaches"
            + " beyond the 2 elements of its storage",
        viewRefusal(2, huge, VECTOR, new long[] {huge}));
    assertEquals(
        "tensor a [1000000000] repeats the 2 elements of its storage, expected each once",
        viewRefusal(2, 0, new long[] {1_000_000_000}, new long[] {0}));
    assertEquals(
        "tensor a: shape [" + huge + ", 4] has too many elements",
        viewRefusal(2, 0, new long[] {huge, 4}, new long[] {0, 0}));
    assertEquals(
        "tensor a: archive member any/data/0 has 8 bytes, too few for 3 elements of FloatStorage",
        viewRefusal(3, 0, VECTOR, ONE));
    assertEquals(
        "a size, stride or offset is no whole number of at least 0",
        viewRefusal(2, -1, VECTOR, ONE));
    assertEquals(
        "tensor a: archive member any/data/0 is missing",
        refusal(single("FloatStorage", 2, 0, VECTOR, ONE)));
  }

  @Test
  void brokenArchivesAreRefused() {
    byte[] pickle = single("FloatStorage", 2, 0, VECTOR, ONE);
    assertEquals(
        "archive member any/data.pkl is compressed or encrypted, expected stored",
        refusal(Archive.of(pickle).write(folder.resolve("m.pt"), ZipEntry.DEFLATED)));
    assertEquals(
        "is no archive of torch.save, it holds 2 members <folder>/data.pkl, expected one",
        refusal(Archive.of(pickle).with("b/data.pkl", pickle).write(folder.resolve("m.pt"))));
    assertEquals(
        "is no complete ZIP archive, its end record is missing; is it truncated?",
        refusal(SafetensorsBytes.write(folder.resolve("m.pt"), new byte[100])));
    assertEquals(
        "was written on a big-endian machine; save it on another one",
        refusal(
            Archive.of(pickle)
                .with("any/byteorder", new byte[] {'b', 'i', 'g'})
                .write(folder.resolve("m.pt"))));
  }

  private void assertOpcode(byte[] pickle, String hex) {
    assertEquals(
        "the pickle uses opcode 0x" + hex + ", which torch.save does not write", refusal(pickle));
  }

  private void assertQuick(String message, byte[] pickle) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(message, refusal(pickle)));
  }

  private String viewRefusal(long elements, long offset, long[] sizes, long[] strides) {
    byte[] pickle = single("FloatStorage", elements, offset, sizes, strides);
    return refusal(Archive.of(pickle).storage("0", 1f, 2f).write(folder.resolve("m.pt")));
  }

  private static byte[] single(
      String type, long elements, long offset, long[] sizes, long[] strides) {
    return Pickle.begin()
        .ops("}")
        .text("a")
        .tensor(type, "0", elements, offset, sizes, strides)
        .ops("s")
        .end();
  }

  private String refusal(byte[] pickle) {
    return refusal(Archive.of(pickle).write(folder.resolve("m.pt")));
  }

  private static String refusal(Path path) {
    try (CheckpointFile file = CheckpointFile.open(path)) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> TorchCheckpoint.open(file, List.of("model", "state_dict")))
              .getMessage();
      assertEquals(path + ": ", message.substring(0, path.toString().length() + 2));
      return message.substring(path.toString().length() + 2);
    }
  }

  private float[] read(Archive archive, String name, String... groups) {
    CheckpointFile file = CheckpointFile.open(archive.write(folder.resolve("m.pt")));
    try (TensorStore store = TorchCheckpoint.open(file, List.of(groups))) {
      return Tensors.values(store.find(name).orElseThrow());
    }
  }

  private TensorStore open(Archive archive) {
    CheckpointFile file = CheckpointFile.open(archive.write(folder.resolve("m.pt")));
    return TorchCheckpoint.open(file, List.of());
  }
}
