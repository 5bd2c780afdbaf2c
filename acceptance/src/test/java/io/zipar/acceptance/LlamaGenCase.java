/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.CaptionFeatures;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The golden cases of LlamaGen's transformers. */
enum LlamaGenCase {
  C2I("llamagen/c2i-tiny", 1, List.of("1", "4"), 2, 3, 5),
  T2I("llamagen/t2i-tiny", 12, List.of("1", "7.5"), 3);

  private final String folder;
  private final int prefixSlots;
  private final List<String> guidances;
  private final List<Integer> windows;

  LlamaGenCase(String folder, int prefixSlots, List<String> guidances, Integer... windows) {
    this.folder = folder;
    this.prefixSlots = prefixSlots;
    this.guidances = guidances;
    this.windows = List.of(windows);
  }

  String folder() {
    return folder;
  }

  int prefixSlots() {
    return prefixSlots;
  }

  /** Scales as the names of arrays have them; the first is none at all. */
  List<String> guidances() {
    return guidances;
  }

  List<Integer> windows() {
    return windows;
  }

  /** What each sample is conditioned on. */
  List<Conditioning> conditionings(Golden golden) {
    List<Conditioning> all = new ArrayList<>();
    if (this == C2I) {
      Arrays.stream(golden.array("class_ids").ints())
          .forEach(label -> all.add(new ClassLabel(label)));
      return all;
    }
    GoldenArray embeddings = golden.array("t5_embeds_right_padded");
    GoldenArray masks = golden.array("t5_mask_right_padded");
    for (int sample = 0; sample < embeddings.count(); sample++) {
      int[] mask = masks.get(sample).ints();
      boolean[] valid = new boolean[mask.length];
      for (int row = 0; row < mask.length; row++) {
        valid[row] = mask[row] == 1;
      }
      float[] values = embeddings.get(sample).floats();
      all.add(new CaptionFeatures(values.length / mask.length, values, valid));
    }
    return all;
  }
}
