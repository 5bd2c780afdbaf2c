/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.random;

import io.zipar.models.format.FileTensor;
import io.zipar.models.spi.TensorSpec;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * A tensor whose elements are a pure function of (seed, name, index), so that any part of it can be
 * read in any order. Random elements are uniform with mean 0 and standard deviation 0.02, the scale
 * with which LlamaGen's matrices begin.
 *
 * @param spec name, shape and fill
 * @param key a mixture of seed and name
 */
record RandomTensor(TensorSpec spec, long key) implements Tensor {
  private static final double DEVIATION = 0.02;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** From a signed 24-bit integer to a uniform distribution of that deviation. */
  private static final float SCALE = (float) (DEVIATION * Math.sqrt(3) / (1 << 23));

  private static final int CHUNK = 1 << 12;

  static RandomTensor of(TensorSpec spec, long seed) {
    long key = mix(seed);
    for (int i = 0; i < spec.name().length(); i++) {
      key = mix(key + GOLDEN_GAMMA + spec.name().charAt(i));
    }
    return new RandomTensor(spec, key);
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public Shape shape() {
    return spec.shape();
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  @Override
  public void read(long first, FloatBuffer target) {
    FileTensor.checkRange(this, first, target);
    float[] chunk = new float[Math.min(CHUNK, target.remaining())];
    long next = first;
    while (target.hasRemaining()) {
      int count = Math.min(chunk.length, target.remaining());
      for (int i = 0; i < count; i++) {
        chunk[i] = element(next + i);
      }
      target.put(chunk, 0, count);
      next += count;
    }
  }

  private float element(long index) {
    return switch (spec.fill()) {
      case RANDOM -> (int) (mix(key + index * GOLDEN_GAMMA) >> 40) * SCALE;
      case ONES -> 1f;
      case ZEROS -> 0f;
    };
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
