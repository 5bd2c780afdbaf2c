/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CaptionFeatures;
import io.zipar.InvalidInputException;
import io.zipar.models.ModelLoader;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.tensor.ElementType;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The features of a text encoder are those of {@link ReferenceTextEncoder}. */
public abstract class TextEncoderContract {
  private static final double TOLERANCE = 1e-4;
  private static final int PADDING = 5;

  /** Sizes that fill no panel, and heads that together are wider than the stream. */
  private static final T5Checkpoint.Sizes SIZES =
      new T5Checkpoint.Sizes(3, 20, 3, 10, 37, 50, 32, 128);

  private final T5Checkpoint checkpoint = T5Checkpoint.random(SIZES, 3);
  private final ReferenceTextEncoder reference = new ReferenceTextEncoder(checkpoint);

  @TempDir private Path folder;

  /** The backend under test. */
  protected abstract TestedBackend backend();

  private TextEncoder open(ElementType type, String... options) {
    try {
      checkpoint.write(folder, type);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (TextEncoderSource source = ModelLoader.discover().openTextEncoder(folder)) {
      return backend().factory().get().openTextEncoder(source, backend().options(options));
    }
  }

  private static int[] text(int length) {
    return new Random(length).ints(length, 0, SIZES.vocabulary()).toArray();
  }

  private void assertReference(int[] tokens, int padded, CaptionFeatures actual) {
    double[][] expected = reference.encode(tokens, padded);
    assertEquals(SIZES.width(), actual.width());
    assertEquals(tokens.length, actual.rows());
    float[] values = actual.values();
    for (int row = 0; row < tokens.length; row++) {
      assertTrue(actual.valid()[row]);
      for (int i = 0; i < SIZES.width(); i++) {
        assertEquals(expected[row][i], values[row * SIZES.width() + i], TOLERANCE, "row " + row);
      }
    }
  }

  /** Up to lengths where every bucket is in use. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 17, 33, 120, 150})
  void oneText(int length) {
    try (TextEncoder encoder = open(ElementType.FLOAT32)) {
      assertEquals(SIZES.width(), encoder.width());
      int[] tokens = text(length);
      assertReference(tokens, length + PADDING, encoder.encode(List.of(tokens)).get(0));
    }
  }

  @Test
  void textsOfDifferentLengthDoNotSeeEachOther() {
    List<int[]> texts = List.of(text(5), text(40), text(1), text(23), text(40));
    try (TextEncoder encoder = open(ElementType.FLOAT32)) {
      List<CaptionFeatures> together = encoder.encode(texts);
      assertEquals(texts.size(), together.size());
      for (int i = 0; i < texts.size(); i++) {
        assertReference(texts.get(i), 40, together.get(i));
        CaptionFeatures alone = encoder.encode(List.of(texts.get(i))).get(0);
        assertArrayEquals(alone.values(), together.get(i).values(), (float) TOLERANCE);
      }
    }
  }

  @Test
  void noTextsGiveNoFeatures() {
    try (TextEncoder encoder = open(ElementType.FLOAT32)) {
      assertEquals(List.of(), encoder.encode(List.of()));
    }
  }

  /** What the files hold is widened, never narrowed: the weights are exact in all of them. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
  void everyElementType(ElementType type) {
    try (TextEncoder encoder = open(type)) {
      assertReference(text(9), 9, encoder.encode(List.of(text(9))).get(0));
    }
  }

  /** Where the models of images run narrower, the encoder stays exact for such weights. */
  @Test
  void aNarrowDtypeRoundsNoActivation() {
    List<String> dtypes =
        backend().factory().get().options().stream()
            .filter(option -> option.name().equals("dtype"))
            .flatMap(option -> option.keywords().stream())
            .toList();
    assertTrue(dtypes.size() > 1);
    for (String dtype : dtypes) {
      try (TextEncoder encoder = open(ElementType.BFLOAT16, "dtype", dtype)) {
        assertReference(text(9), 9, encoder.encode(List.of(text(9))).get(0));
      }
    }
  }

  @Test
  void whatCannotBeEncodedIsRefused() {
    try (TextEncoder encoder = open(ElementType.FLOAT32)) {
      assertThrows(InvalidInputException.class, () -> encoder.encode(List.of(new int[0])));
      assertThrows(InvalidInputException.class, () -> encoder.encode(List.of(new int[] {50})));
      assertThrows(
          InvalidInputException.class, () -> encoder.encode(List.of(text(3), new int[] {-1})));
    }
  }

  @Test
  void aClosedEncoderRefuses() {
    TextEncoder encoder = open(ElementType.FLOAT32);
    encoder.close();
    encoder.close();
    assertThrows(IllegalStateException.class, () -> encoder.encode(List.of(text(3))));
  }

  @Test
  void theMemoryIsToldBeforeLoading() throws IOException {
    checkpoint.write(folder, ElementType.FLOAT32);
    ModelBackend backend = backend().factory().get();
    try (TextEncoderSource source = ModelLoader.discover().openTextEncoder(folder)) {
      Optional<MemoryNeed> need = backend.memoryNeed(source, backend().options(), List.of());
      long bytes = need.orElseThrow().heapBytes() + need.orElseThrow().nativeBytes();
      long all = 4 * source.parameters();
      assertTrue(bytes > 0.9 * all && bytes <= all, bytes + " of " + all);
    }
  }

  @Test
  void aSourceOfUnknownKindIsRefused() {
    ModelBackend backend = backend().factory().get();
    assertEquals(
        "backend '" + backend.name() + "' opens checkpoints of text encoders, not a dream",
        assertThrows(
                InvalidInputException.class,
                () -> backend.openTextEncoder(() -> "a dream", backend().options()))
            .getMessage());
  }
}
