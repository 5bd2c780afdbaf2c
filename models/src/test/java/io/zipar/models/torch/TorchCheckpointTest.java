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
import io.zipar.fixtures.Pickle;
import io.zipar.fixtures.TorchArchive;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.SafetensorsBytes;
import io.zipar.models.testing.Tensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    TorchArchive archive = TorchArchive.of(pickle).storage("0", 1f, 2f).storage("1", 3f, 4f);
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
    TorchArchive archive = TorchArchive.of(pickle).storage("0", 1f, 2f, 3f, 4f);
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
    TorchArchive archive = TorchArchive.of(pickle).storage("0", 5f, 6f);
    assertArrayEquals(new float[] {5f, 6f}, read(archive, "a"));
    try (TensorStore store = open(archive)) {
      assertEquals(Optional.of(1e-4), store.plainValues().number("args.lr"));
    }
  }

  @Test
  void stridesAreFollowed() {
    byte[] pickle = single("FloatStorage", 6, 0, new long[] {3, 2}, new long[] {1, 3});
    TorchArchive archive = TorchArchive.of(pickle).storage("0", 0f, 1f, 2f, 3f, 4f, 5f);
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
    TorchArchive archive =
        TorchArchive.of(pickle)
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
  void classesAreNeverRunAndDoNotStandInTheWay() {
    for (String name :
        List.of(
            "os.system",
            "builtins.eval",
            "torch.load",
            "numpy.core.multiarray.scalar",
            "my.Thing")) {
      int dot = name.lastIndexOf('.');
      byte[] pickle =
          Pickle.begin()
              .ops("}(")
              .text("x")
              .global(name.substring(0, dot), name.substring(dot + 1))
              .ops("(")
              .text("id")
              .ops("tR}")
              .text("state")
              .number(1)
              .ops("sb")
              .text("a")
              .tensor("FloatStorage", "0", 2, 0, VECTOR, ONE)
              .ops("u")
              .end();
      assertArrayEquals(
          new float[] {5f, 6f}, read(TorchArchive.of(pickle).storage("0", 5f, 6f), "a"));
    }
  }

  @Test
  void aBrokenPickleIsRefused() {
    String early = "its pickle ends early; is the file truncated?";
    String many = "its pickle is broken: it takes more values than it has made";
    assertEquals(early, refusal(new byte[0]));
    assertEquals(many, refusal(Pickle.begin().ops("0").end()));
    assertEquals(
        "its pickle is broken: it closes what it has not opened",
        refusal(Pickle.begin().ops("t").end()));
    assertEquals(
        "its pickle is broken: it recalls a value that it has not remembered",
        refusal(Pickle.begin().ops("h").raw(9).end()));
    assertEquals(
        "its pickle is broken: it sets entries of what is no dictionary",
        refusal(Pickle.begin().ops("]").number(1).number(1).ops("s").end()));
    assertEquals(
        "its pickle is broken: it appends to what is no list",
        refusal(Pickle.begin().ops("}").number(1).ops("a").end()));
    assertEquals(
        "its pickle is of protocol 99, known are 0 to 5",
        refusal(new byte[] {(byte) 0x80, 99, '.'}));
    assertEquals(
        "its pickle is broken: byte 0xff at 2 is no opcode of protocols 0 to 5",
        refusal(Pickle.begin().raw(0xff).end()));
    assertEquals(early, refusal(Pickle.begin().ops("X").int32(Integer.MAX_VALUE).end()));
    assertEquals(early, refusal(Pickle.begin().ops("T").int32(-1).end()));
    assertEquals(
        early, refusal(Pickle.begin().raw(0x8d, 255, 255, 255, 255, 255, 255, 255, 255).end()));
    assertEquals(
        "its pickle holds no dictionary of tensors but a list",
        refusal(Pickle.begin().ops(")").end()));
    assertEquals(
        "its pickle holds no dictionary of tensors", refusal(Pickle.begin().ops("N").end()));
    assertEquals(
        "a tensor is not made of storage, offset, sizes and as many strides, at most 16",
        refusal(Pickle.begin().global("torch._utils", "_rebuild_tensor_v2").ops(")R").end()));
    assertEquals(
        "a parameter is not made of a tensor",
        refusal(Pickle.begin().global("torch._utils", "_rebuild_parameter").ops(")R").end()));
    assertEquals(
        "holds no tensors under model, state_dict or at the top; its keys are [epoch]",
        refusal(Pickle.begin().ops("}").text("epoch").number(1).ops("s").end()));
    assertEquals(
        "its pickle holds a whole module (my?.Net), expected a dictionary of tensors: save its"
            + " state_dict()",
        refusal(
            Pickle.begin()
                .global("my\u009b", "Net")
                .raw(')', 0x81)
                .ops("}")
                .text("_modules")
                .ops("}sb")
                .end()));
  }

  @Test
  void bombsGoOffHarmlessly() {
    String large =
        "its pickle would take more than 80 MB beside the tensors; save the state dict alone";
    assertQuick(large, Pickle.begin().ops("}".repeat(1_000_000)).end());
    assertQuick(
        large, Pickle.begin().ops("]" + "(Ne".repeat(200_000) + "(".repeat(12_000_000)).end());
    assertQuick(
        large, Pickle.begin().ops("](" + "N".repeat(99_999) + "e" + "2".repeat(11_000_000)).end());
    // A dictionary of which every counter is a copy.
    Pickle copies = Pickle.begin().ops("}(");
    for (int i = 0; i < 10_000; i++) {
      copies.number(i + 1000L).ops("N");
    }
    copies.ops("uq").raw(0).global("collections", "Counter").ops("q").raw(1);
    for (int i = 0; i < 100_000; i++) {
      copies.ops("h").raw(1).ops("h").raw(0, 0x85).ops("R0");
    }
    assertQuick(large, copies.end());
    // Nested tuples 400 000 deep, which nothing may walk through.
    assertQuick(
        "its pickle holds no dictionary of tensors but a list",
        Pickle.begin().ops(")" + "\u0085".repeat(400_000)).end());
    // A dictionary that holds itself.
    assertQuick(
        "holds no tensors under model, state_dict or at the top; its keys are [model]",
        Pickle.begin().ops("}q").raw(0).text("model").ops("h").raw(0).ops("s").end());
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
        refusal(TorchArchive.of(pickle).write(folder.resolve("m.pt"), ZipEntry.DEFLATED)));
    assertEquals(
        "is a ZIP archive but not one of torch.save, it holds 2 members <folder>/data.pkl, expected"
            + " one; its first member is any/data.pkl",
        refusal(TorchArchive.of(pickle).with("b/data.pkl", pickle).write(folder.resolve("m.pt"))));
    assertEquals(
        "is no complete ZIP archive, its end record is missing; is it truncated?",
        refusal(SafetensorsBytes.write(folder.resolve("m.pt"), new byte[100])));
    assertEquals(
        "was written on a big-endian machine; save it on another one",
        refusal(
            TorchArchive.of(pickle)
                .with("any/byteorder", new byte[] {'b', 'i', 'g'})
                .write(folder.resolve("m.pt"))));
  }

  private void assertQuick(String message, byte[] pickle) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(message, refusal(pickle)));
  }

  private String viewRefusal(long elements, long offset, long[] sizes, long[] strides) {
    byte[] pickle = single("FloatStorage", elements, offset, sizes, strides);
    return refusal(TorchArchive.of(pickle).storage("0", 1f, 2f).write(folder.resolve("m.pt")));
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
    return refusal(TorchArchive.of(pickle).write(folder.resolve("m.pt")));
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

  private float[] read(TorchArchive archive, String name, String... groups) {
    CheckpointFile file = CheckpointFile.open(archive.write(folder.resolve("m.pt")));
    try (TensorStore store = TorchCheckpoint.open(file, List.of(groups))) {
      return Tensors.values(store.find(name).orElseThrow());
    }
  }

  private TensorStore open(TorchArchive archive) {
    CheckpointFile file = CheckpointFile.open(archive.write(folder.resolve("m.pt")));
    return TorchCheckpoint.open(file, List.of());
  }
}
