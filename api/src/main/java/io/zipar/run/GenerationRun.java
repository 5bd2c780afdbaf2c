/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.GivenCells;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.OptionValues;
import io.zipar.guard.PluginGuard;
import io.zipar.guard.RunWatch;
import io.zipar.guard.StrategyGuard;
import io.zipar.run.MergedPass.NumberedRun;
import io.zipar.sampling.Sampler;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One run of the generator: rounds of planning, one merged forward pass, sampling, committing. */
final class GenerationRun {
  private final TokenModel model;
  private final DecodingStrategy strategy;
  private final OptionValues options;
  private final GenerationRequest request;
  private final Listening listening;
  private final ModelInfo info;
  private final RunWatch watch;
  private final StrategyGuard guard;
  private final PluginGuard modelGuard;
  private final SequenceLayout layout;
  private final RunMeter meter = new RunMeter();
  private final Sampler sampler;

  /** A session of a model that may fail in every call. */
  private static final class GuardedSession implements AutoCloseable {
    private final PluginGuard guard;
    private final ModelSession session;

    GuardedSession(PluginGuard guard, Supplier<ModelSession> open) {
      this.guard = guard;
      this.session = guard.require("open()", open);
    }

    Logits forward(ForwardPass pass) {
      return guard.require("forward()", () -> session.forward(pass));
    }

    @Override
    public void close() {
      guard.run("close()", session::close);
    }
  }

  /**
   * Prepares a run.
   *
   * @param model the model
   * @param strategy the strategy
   * @param options checked options of the strategy
   * @param request what to generate
   * @param listener hears of the progress
   * @param watch knows where the run is, and whether it has to end
   * @throws io.zipar.InvalidInputException if model or options do not fit the request
   * @throws io.zipar.PluginException if the model fails
   */
  GenerationRun(
      TokenModel model,
      DecodingStrategy strategy,
      OptionValues options,
      GenerationRequest request,
      GenerationListener listener,
      RunWatch watch) {
    this.model = model;
    this.strategy = strategy;
    this.options = options.forGrid(request.grid());
    this.request = request;
    this.watch = watch;
    this.guard = new StrategyGuard(strategy, watch);
    this.info =
        new PluginGuard("model of " + model.getClass().getName(), watch)
            .require("info()", model::info);
    this.modelGuard = new PluginGuard("model '" + OneLine.of(info.name()) + "'", watch);
    this.layout = modelGuard.require("layout()", () -> model.layout(request.grid()));
    this.listening = new Listening(listener, watch, layout);
    this.sampler =
        new Sampler(
            modelGuard, request.sampling(), info.vocabulary(), meter.sampling(), meter.model());
    listening.probe().ifPresent(probe -> probe.requireFits(info));
    for (ImageRequest image : request.images()) {
      modelGuard.run("checkConditioning()", () -> model.checkConditioning(image.conditioning()));
      checkGiven(image.given());
    }
  }

  private void checkGiven(GivenCells given) {
    given.requireFits(request.grid(), info.tokens().imageTokens());
    if (info.prediction() == Prediction.SUCCESSOR && !given.isRasterPrefix()) {
      throw new InvalidInputException(
          "model '"
              + info.name()
              + "' predicts "
              + info.prediction().words()
              + ", so the given cells must be the first in raster order: "
              + request.grid().cell(firstOpen(given))
              + " is open, and a later one is given");
    }
  }

  private static int firstOpen(GivenCells given) {
    int cell = 0;
    while (given.token(cell) != GeneratedImage.NONE) {
      cell++;
    }
    return cell;
  }

  /**
   * Runs to the end, or to cancellation.
   *
   * @return tokens and metrics
   */
  GenerationResult run() {
    long started = System.nanoTime();
    listening.runBegun();
    List<ImageRun> images = request.images().stream().map(this::begin).toList();
    boolean cancelled = false;
    try (GuardedSession session = new GuardedSession(modelGuard, this::open)) {
      List<NumberedRun> active =
          new ArrayList<>(
              IntStream.range(0, images.size())
                  .mapToObj(i -> new NumberedRun(i, images.get(i)))
                  .toList());
      while (!(cancelled = watch.mustStop())) {
        long planning = meter.strategy().start();
        active.removeIf(each -> !each.run().advance());
        meter.strategy().stop(planning);
        if (active.isEmpty()) {
          break;
        }
        round(session, active);
      }
    }
    GenerationResult result =
        new GenerationResult(
            images.stream().map(image -> image.board().toImage(image.request())).toList(),
            meter.metrics(images, System.nanoTime() - started),
            cancelled);
    listening.finished(result);
    return result;
  }

  private ImageRun begin(ImageRequest image) {
    DecodingContext context =
        DecodingContext.of(info, layout, options, new Noise(image.seed())).withGiven(image.given());
    DecodingProcess process = guard.call("begin()", () -> strategy.begin(context));
    if (process == null) {
      throw guard.broken(DecodingRule.R1, "begin() returned null");
    }
    return new ImageRun(image, request.guidance(), guard, process, context);
  }

  private ModelSession open() {
    return model.open(sessionRequest());
  }

  private SessionRequest sessionRequest() {
    List<Lane> lanes = new ArrayList<>();
    for (ImageRequest image : request.images()) {
      lanes.add(new Lane(image.conditioning(), Lane.Role.CONDITIONAL));
    }
    if (request.guidance().isOn()) {
      for (ImageRequest image : request.images()) {
        lanes.add(new Lane(image.conditioning(), Lane.Role.UNCONDITIONAL));
      }
    }
    return listening.probed(SessionRequest.of(layout, lanes).with(request.visibility()));
  }

  private void round(GuardedSession session, List<NumberedRun> active) {
    MergedPass merged = MergedPass.of(active, request);
    int pass = meter.passes();
    listening.passBegun(pass, merged.fedTokens());
    Logits logits = forward(session, merged.pass());
    listening.attended(pass, request.images().size());
    Map<ImageRun, Map<Asked, Distribution>> answers = sample(merged, logits);
    for (NumberedRun each : active) {
      accept(each, pass, answers.getOrDefault(each.run(), Map.of()));
    }
    meter.count(active.stream().map(each -> each.run().step()).toList());
  }

  private Logits forward(GuardedSession session, ForwardPass pass) {
    long started = meter.model().start();
    Logits logits = session.forward(pass);
    meter.model().stop(started);
    if (logits.rows() != pass.rows()) {
      throw modelGuard.failure(
          "forward() yielded "
              + logits.rows()
              + " rows of logits for "
              + pass.rows()
              + " targets and drafts");
    }
    return logits;
  }

  private Map<ImageRun, Map<Asked, Distribution>> sample(MergedPass merged, Logits logits) {
    List<Distribution> distributions = sampler.distributions(logits, merged.requests());
    Map<ImageRun, Map<Asked, Distribution>> answers = new HashMap<>();
    for (int i = 0; i < distributions.size(); i++) {
      MergedPass.Answer answer = merged.answers().get(i);
      answers
          .computeIfAbsent(answer.run(), run -> new HashMap<>())
          .put(answer.asked(), distributions.get(i));
    }
    return answers;
  }

  private void accept(NumberedRun each, int pass, Map<Asked, Distribution> answers) {
    long samplingBefore = meter.sampling().nanos();
    long started = meter.strategy().start();
    StepLog log;
    try {
      log = each.run().accept(pass, answers, listening.detail());
    } finally {
      sampler.requireNoFailure();
    }
    // Draws happen inside the strategy's call; they are sampling, not strategy.
    meter.strategy().stop(started + meter.sampling().nanos() - samplingBefore);
    listening.passDone(each, pass, log);
  }
}
