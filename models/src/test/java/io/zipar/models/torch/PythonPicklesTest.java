/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.tensor.PlainValues;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that Python's pickle module wrote, in every protocol, with what real training runs save
 * beside the tensors: random states, NumPy's values, sets, dates, devices, paths, arguments.
 */
class PythonPicklesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "torch");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everything-0.pt",
        "everything-1.pt",
        "everything-2.pt",
        "everything-3.pt",
        "everything-4.pt",
        "everything-5.pt",
        "legacy-2.pt"
      })
  void tensorsAndPlainValuesAreRead(String name) {
    try (TensorStore store = open(FOLDER.resolve(name))) {
      assertEquals(List.of("a.weight", "b"), List.copyOf(store.names()));
      assertArrayEquals(
          new float[] {1, 2, 3, 4, 5, 6}, Tensors.values(store.find("a.weight").orElseThrow()));
      assertArrayEquals(new float[] {7, 8}, Tensors.values(store.find("b").orElseThrow()));
      PlainValues plain = store.plainValues();
      assertEquals(Optional.of(-1L), plain.whole("args.vertical_start_layer"));
      assertEquals(Optional.of(1e-4), plain.number("args.lr"));
      assertEquals(Optional.of("flash\u00e9"), plain.text("args.name"));
      assertEquals(Optional.of(true), plain.flag("args.amp"));
      assertEquals(Optional.of(3L), plain.whole("args.nested.k"));
      assertEquals(Optional.of(4L), plain.whole("easy.depth"));
      assertEquals(Optional.empty(), plain.whole("args.nothing"));
      assertEquals(Optional.empty(), plain.whole("args.name"));
      assertEquals(Optional.empty(), plain.whole("big"));
    }
  }

  @Test
  void aDictionaryOfAnotherClassIsOne() {
    try (TensorStore store = open(FOLDER.resolve("dict-subclass.pt"))) {
      assertArrayEquals(new float[] {7, 8}, Tensors.values(store.find("b").orElseThrow()));
    }
  }

  @Test
  void theOldFormatIsRefusedWhereItIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(FOLDER.resolve("legacy-2.pt"));
    Path cut = temporary.resolve("cut.pt");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    assertEquals(cut + ": ends within its storage 3; is it truncated?", refusal(cut));
    Files.write(cut, Arrays.copyOf(whole, 1000));
    assertEquals(cut + ": its pickle ends early; is the file truncated?", refusal(cut));
    Files.write(cut, new byte[] {(byte) 0x80, 4, 'N', '.'});
    assertEquals(
        cut
            + ": is a plain pickle, not written by torch.save; load it in Python and save its"
            + " tensors with torch.save or as safetensors",
        refusal(cut));
  }

  private static String refusal(Path path) {
    return assertThrows(InvalidInputException.class, () -> open(path)).getMessage();
  }

  private static TensorStore open(Path path) {
    CheckpointFile file = CheckpointFile.open(path);
    boolean opened = false;
    try {
      List<String> groups = List.of("model", "ema");
      TensorStore store =
          path.endsWith("legacy-2.pt") || path.endsWith("cut.pt")
              ? LegacyTorchCheckpoint.open(file, groups)
              : TorchCheckpoint.open(file, groups);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }
}
