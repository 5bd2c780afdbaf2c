/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.CaptionFeatures;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.PromptTokens;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.spi.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The golden cases of transformers that paint row by row, without tokens at the ends of rows. */
enum RasterCase {
  C2I("llamagen/c2i-tiny", 1, List.of("1", "4"), 3e-3f, 2, 3, 5),
  T2I("llamagen/t2i-tiny", 12, List.of("1", "7.5"), 3e-3f, 3),
  JANUS("janus/janus-tiny", 0, List.of("1", "5"), 5e-3f, 3, 5);

  private final String folder;
  private final int prefixSlots;
  private final List<String> guidances;
  private final float guidedTolerance;
  private final List<Integer> windows;

  RasterCase(
      String folder,
      int prefixSlots,
      List<String> guidances,
      float guidedTolerance,
      Integer... windows) {
    this.folder = folder;
    this.prefixSlots = prefixSlots;
    this.guidances = guidances;
    this.guidedTolerance = guidedTolerance;
    this.windows = List.of(windows);
  }

  String folder() {
    return folder;
  }

  /** The same weights in every layout that there is. */
  List<Path> checkpoints() {
    Path path = Fixtures.path(folder);
    return this == JANUS
        ? List.of(path, Fixtures.path(folder + "-bin"))
        : List.of(path.resolve("model.safetensors"), path.resolve("model.pt"));
  }

  int prefixSlots(Golden golden, int sample) {
    return this == JANUS ? golden.array("prompt_ids_" + sample).count() : prefixSlots;
  }

  /** The positions fed in each pass, which count from the begin of the sample's own prefix. */
  GoldenArray fedPositions(Golden golden, String schedule, int sample) {
    GoldenArray positions = golden.array(schedule + "_fed_positions");
    return this == JANUS ? positions.get(sample) : positions;
  }

  /** The logits of teacher-forced tokens, by the lane. */
  Map<Lane.Role, String> teacherLogits() {
    return this == JANUS
        ? Map.of(
            Lane.Role.CONDITIONAL,
            "teacher_cond_logits",
            Lane.Role.UNCONDITIONAL,
            "teacher_uncond_logits")
        : Map.of(Lane.Role.CONDITIONAL, "teacher_logits");
  }

  /** Scales as the names of arrays have them; the first is none at all. */
  List<String> guidances() {
    return guidances;
  }

  /** Those of which the logits of the first passes are known. */
  List<String> guidancesOfFirstPasses() {
    return this == JANUS ? guidances : guidances.subList(1, 2);
  }

  /** The largest error of guided logits. */
  float guidedTolerance() {
    return guidedTolerance;
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
    if (this == JANUS) {
      for (int sample = 0; sample < golden.array("teacher_tokens").count(); sample++) {
        int[] prompt = golden.array("prompt_ids_" + sample).ints();
        int[] unconditional = golden.array("uncond_ids_" + sample).ints();
        all.add(PromptTokens.of(prompt).withNegative(unconditional));
      }
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
