/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of several images as one forward pass. Image i has lane i; its unconditional lane comes
 * {@code images} lanes later.
 */
final class MergedPass {
  /** Marks a query without an unconditional row. */
  static final int UNGUIDED = -1;

  /**
   * One query of one image, and where its logits stand in the output of the pass.
   *
   * @param run the image
   * @param query the queried position
   * @param conditionalRow row of the conditional lane
   * @param unconditionalRow row of the unconditional lane, or {@link #UNGUIDED}
   */
  record Answer(ImageRun run, int query, int conditionalRow, int unconditionalRow) {}

  private final List<LanePass> lanes = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private int fedTokens;
  private int rows;

  private MergedPass() {}

  /**
   * Merges the current steps.
   *
   * @param active the images that take part, with their lane numbers
   * @param images the number of images of the run
   */
  static MergedPass of(List<NumberedRun> active, int images) {
    MergedPass merged = new MergedPass();
    for (NumberedRun each : active) {
      merged.add(each.run(), each.number(), images);
    }
    return merged;
  }

  /**
   * An image and its number.
   *
   * @param number index in the request
   * @param run the image
   */
  record NumberedRun(int number, ImageRun run) {}

  private void add(ImageRun run, int lane, int images) {
    DecodingStep step = run.step();
    int[] positions = step.feeds().stream().mapToInt(Feed::position).toArray();
    int[] tokens = step.feeds().stream().mapToInt(Feed::token).toArray();
    int[] queries = step.queries().stream().mapToInt(Integer::intValue).toArray();
    int firstRow = addLane(lane, run, positions, tokens, queries);
    fedTokens += positions.length;
    boolean unconditional = run.needsUnconditional();
    int[] guided =
        step.queries().stream()
            .mapToInt(Integer::intValue)
            .filter(query -> unconditional && run.isGuided(query))
            .toArray();
    int nextGuidedRow =
        unconditional ? addLane(images + lane, run, positions, tokens, guided) : UNGUIDED;
    for (int i = 0; i < queries.length; i++) {
      boolean isGuided = unconditional && run.isGuided(queries[i]);
      answers.add(new Answer(run, queries[i], firstRow + i, isGuided ? nextGuidedRow++ : UNGUIDED));
    }
  }

  private int addLane(int lane, ImageRun run, int[] positions, int[] tokens, int[] queries) {
    int firstRow = rows;
    lanes.add(new LanePass(lane, run.isFirstPass(), positions, tokens, queries, run.step().mask()));
    rows += queries.length;
    return firstRow;
  }

  ForwardPass pass() {
    return new ForwardPass(lanes);
  }

  List<Answer> answers() {
    return answers;
  }

  int fedTokens() {
    return fedTokens;
  }
}
