/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

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
  /** Marks what is asked for without an unconditional row. */
  static final int UNGUIDED = -1;

  /**
   * One distribution of one image, and where its logits stand in the output of the pass.
   *
   * @param run the image
   * @param asked what its step asks for
   * @param conditionalRow row of the conditional lane
   * @param unconditionalRow row of the unconditional lane, or {@link #UNGUIDED}
   */
  record Answer(ImageRun run, Asked asked, int conditionalRow, int unconditionalRow) {}

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
    List<Asked> asked = run.asked();
    int nextRow = addLane(lane, run, asked);
    fedTokens += run.step().feeds().size();
    boolean unconditional = run.needsUnconditional();
    List<Asked> guided =
        unconditional
            ? asked.stream().filter(each -> run.isGuided(each.target())).toList()
            : List.of();
    int nextGuidedRow = unconditional ? addLane(images + lane, run, guided) : UNGUIDED;
    for (Asked each : asked) {
      boolean isGuided = unconditional && run.isGuided(each.target());
      answers.add(new Answer(run, each, nextRow++, isGuided ? nextGuidedRow++ : UNGUIDED));
    }
  }

  private int addLane(int lane, ImageRun run, List<Asked> asked) {
    List<Feed> feeds = run.step().feeds();
    LanePass pass =
        LanePass.of(
                lane,
                run.isFirstPass(),
                feeds.stream().mapToInt(Feed::position).toArray(),
                feeds.stream().mapToInt(Feed::token).toArray(),
                asked.stream()
                    .filter(each -> each.draft().isEmpty())
                    .mapToInt(Asked::target)
                    .toArray())
            .withDrafts(
                asked.stream()
                    .flatMap(each -> each.draft().stream())
                    .mapToInt(draft -> draft.position())
                    .toArray(),
                asked.stream()
                    .flatMap(each -> each.draft().stream())
                    .mapToInt(draft -> draft.head())
                    .toArray())
            .withMask(run.step().mask());
    int firstRow = rows;
    lanes.add(pass);
    rows += pass.rows();
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
