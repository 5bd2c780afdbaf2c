/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Arrays of every kind, as a conversion would fill them; the same seed makes the same. */
final class MadeUpWeights {
  private final List<Object> expected = new ArrayList<>();
  private final long seed;

  MadeUpWeights(long seed, int arrays, int longest) {
    this.seed = seed;
    Random random = new Random(seed);
    for (int i = 0; i < arrays; i++) {
      expected.add(array(random, random.nextInt(3), random.nextInt(longest + 1)));
    }
  }

  private static Object array(Random random, int kind, int length) {
    if (kind == 0) {
      float[] floats = new float[length];
      for (int i = 0; i < length; i++) {
        floats[i] = random.nextFloat();
      }
      return floats;
    }
    if (kind == 1) {
      return random.ints(length).toArray();
    }
    short[] shorts = new short[length];
    for (int i = 0; i < length; i++) {
      shorts[i] = (short) random.nextInt();
    }
    return shorts;
  }

  List<Object> expected() {
    return expected;
  }

  /** The tensor that they are made of, whose values tell the seed. */
  Tensor tensor() {
    return new ComputedTensor("made", Shape.of(100), i -> new Random(seed + i).nextFloat());
  }

  /** Has new arrays filled and returns them. */
  List<Object> load(KeptWeights kept, Runnable whenConverted) {
    List<Object> loaded = new ArrayList<>();
    for (Object each : expected) {
      int length = java.lang.reflect.Array.getLength(each);
      Object target =
          java.lang.reflect.Array.newInstance(each.getClass().getComponentType(), length);
      kept.fill(
          () -> {
            whenConverted.run();
            requireZeros(target);
            System.arraycopy(each, 0, target, 0, length);
          },
          target);
      loaded.add(target);
    }
    kept.finish();
    return loaded;
  }

  private static void requireZeros(Object array) {
    StoredArray stored = StoredArray.of(array);
    var bytes = Pieces.buffer((int) stored.bytes());
    stored.give(0, stored.length(), bytes);
    for (int i = 0; i < bytes.capacity(); i++) {
      if (bytes.get(i) != 0) {
        throw new AssertionError("a conversion begins with something else than zeros");
      }
    }
  }
}
