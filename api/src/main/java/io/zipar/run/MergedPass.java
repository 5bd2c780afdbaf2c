/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.GenerationRequest;
import io.zipar.Sampling;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.RowRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps of several images as one forward pass. Image i has lane i; its unconditional lane comes
 * {@code images} lanes later.
 */
final class MergedPass {
  /**
   * One distribution of one image.
   *
   * @param run the image
   * @param asked what its step asks for
   */
  record Answer(ImageRun run, Asked asked) {}

  private final List<LanePass> lanes = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<RowRequest> requests = new ArrayList<>();
  private final Sampling sampling;
  private int fedTokens;
  private int rows;

  private MergedPass(Sampling sampling) {
    this.sampling = sampling;
  }

  /**
   * Merges the current steps.
   *
   * @param active the images that take part, with their lane numbers
   * @param request what the run generates
   */
  static MergedPass of(List<NumberedRun> active, GenerationRequest request) {
    MergedPass merged = new MergedPass(request.sampling());
    for (NumberedRun each : active) {
      merged.add(each.run(), each.number(), request.images().size());
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
    double[] scales = scales(run, asked);
    boolean unconditional = run.guidance().needsUnconditional();
    List<Asked> guided =
        IntStream.range(0, asked.size())
            .filter(index -> unconditional && scales[index] > 1)
            .mapToObj(asked::get)
            .toList();
    int nextGuidedRow = unconditional ? addLane(images + lane, run, guided) : 0;
    for (int index = 0; index < scales.length; index++) {
      Asked each = asked.get(index);
      RowRequest row = RowRequest.of(nextRow++, sampling, run.context().noise(), each.target());
      boolean isGuided = unconditional && scales[index] > 1;
      requests.add(isGuided ? row.guided(nextGuidedRow++, scales[index]) : row);
      answers.add(new Answer(run, each));
    }
  }

  private static double[] scales(ImageRun run, List<Asked> asked) {
    double[] scales = new double[asked.size()];
    Arrays.setAll(scales, index -> run.guidance().scale(asked.get(index).target(), index));
    return scales;
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

  /** What the distribution of each answer is made of. */
  List<RowRequest> requests() {
    return requests;
  }

  int fedTokens() {
    return fedTokens;
  }
}
