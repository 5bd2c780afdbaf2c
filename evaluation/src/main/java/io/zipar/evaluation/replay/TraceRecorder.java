/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.ApiStatus;
import io.zipar.ImageRequest;
import io.zipar.evaluation.replay.TracedPass.Committed;
import io.zipar.evaluation.replay.TracedPass.Fate;
import io.zipar.evaluation.replay.TracedPass.Fed;
import io.zipar.pipeline.ImagePlan;
import io.zipar.run.GenerationListener;
import io.zipar.run.PassTrace;
import io.zipar.run.TraceDetail;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Records what a run of a plan does, batch after batch, with the probability of every committed
 * token. Used by the thread of one run.
 */
@ApiStatus.Experimental(since = "0.1")
public final class TraceRecorder implements GenerationListener {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ImagePlan plan;
  private final Optional<AttentionProbe> probe;
  private final List<List<TracedPass>> passes = new ArrayList<>();
  private final Map<Integer, AttentionRecord> attention = new HashMap<>();
  private int firstOfBatch;
  private int firstOfNext;
  private long begun;
  private SequenceLayout layout;

  /**
   * Begins to record.
   *
   * @param plan the images, which the run goes through batch by batch
   */
  public TraceRecorder(ImagePlan plan) {
    this(plan, List.of());
  }

  /**
   * Begins to record, attention too.
   *
   * @param plan the images, which the run goes through batch by batch
   * @param layers indices of attention layers, from 0, whose mean is recorded; none for no
   *     attention
   * @throws io.zipar.InvalidInputException if the layers are none that can be
   */
  public TraceRecorder(ImagePlan plan, List<Integer> layers) {
    this.plan = plan;
    this.probe = layers.isEmpty() ? Optional.empty() : Optional.of(AttentionProbe.averaged(layers));
    plan.images().forEach(image -> passes.add(new ArrayList<>()));
  }

  @Override
  public TraceDetail traceDetail() {
    return TraceDetail.PROBABILITIES;
  }

  @Override
  public Optional<AttentionProbe> attentionProbe() {
    return probe;
  }

  @Override
  public void attended(int image, Lane.Role role, int pass, AttentionMap map) {
    if (role == Lane.Role.CONDITIONAL) {
      attention
          .computeIfAbsent(image, key -> new AttentionRecord(probe.orElseThrow().layers().size()))
          .add(map, layout, plan.grid().cells());
    }
  }

  @Override
  public void runBegun(SequenceLayout layout) {
    this.layout = layout;
    firstOfBatch = firstOfNext;
    firstOfNext = Math.min(plan.images().size(), firstOfBatch + plan.batch());
    begun = System.nanoTime();
  }

  @Override
  public void passTraced(PassTrace trace) {
    double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
    passes
        .get(firstOfBatch + trace.image())
        .add(
            new TracedPass(
                trace.pass(),
                millis,
                ofCells(
                    trace.feeds(),
                    Feed::position,
                    feed -> new Fed(cell(feed.position()), feed.token(), feed.origin())),
                ofCells(trace.targets(), target -> target, this::cell),
                ofCells(
                    trace.commits(),
                    PassTrace.Commit::position,
                    each -> new Committed(cell(each.position()), each.token(), each.odds())),
                ofCells(
                    trace.fates(),
                    PassTrace.Fate::position,
                    fate -> new Fate(cell(fate.position()), fate.event())),
                Optional.ofNullable(attention.get(trace.image()))
                    .map(AttentionRecord::take)
                    .orElseGet(List::of)));
  }

  private int cell(int position) {
    return layout.cellIndex(position);
  }

  private <T, R> List<R> ofCells(
      List<T> all, Function<T, Integer> position, Function<T, R> translate) {
    return all.stream().filter(each -> layout.isCell(position.apply(each))).map(translate).toList();
  }

  /**
   * What was recorded so far.
   *
   * @param strategy the strategy as a user writes it
   * @param model what the model is called
   * @param subject names what an image shows
   * @return the trace of all images of the plan
   */
  public RunTrace trace(String strategy, String model, Function<ImageRequest, String> subject) {
    List<ImageTrace> images =
        IntStream.range(0, passes.size())
            .mapToObj(
                image -> {
                  ImageRequest request = plan.images().get(image);
                  return new ImageTrace(
                      subject.apply(request), request.seed(), given(request), passes.get(image));
                })
            .toList();
    return new RunTrace(strategy, model, plan.grid(), images);
  }

  private List<Integer> given(ImageRequest request) {
    if (request.given().count() == 0) {
      return List.of();
    }
    return IntStream.range(0, plan.grid().cells()).mapToObj(request.given()::token).toList();
  }
}
