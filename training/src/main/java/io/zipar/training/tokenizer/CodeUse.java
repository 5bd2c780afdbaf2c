/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

import java.util.SplittableRandom;

/** Counts how often codes are picked and moves idle ones to where latents are. */
final class CodeUse {
  private final int[] counts;

  CodeUse(int codes) {
    counts = new int[codes];
  }

  void count(long[] picked) {
    for (long code : picked) {
      counts[(int) code]++;
    }
  }

  int used() {
    int used = 0;
    for (int count : counts) {
      used += count > 0 ? 1 : 0;
    }
    return used;
  }

  /** Codes without a use since the last call become latents of this batch. Returns how many did. */
  int moveIdle(float[] entries, float[] latents, int width, SplittableRandom random) {
    int moved = 0;
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] == 0) {
        int latent = random.nextInt(latents.length / width);
        System.arraycopy(latents, latent * width, entries, code * width, width);
        moved++;
      }
      counts[code] = 0;
    }
    return moved;
  }
}
