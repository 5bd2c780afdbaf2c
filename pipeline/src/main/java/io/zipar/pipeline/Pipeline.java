/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.CancellationToken;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.run.GenerationListener;
import io.zipar.run.Generator;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * From a prompt to a picture: a model that is open, for any number of plans and strategies.
 *
 * <pre>{@code
 * try (Pipeline pipeline = Pipeline.open(ModelChoice.of("scenes"))) {
 *   ImagePlan plan = pipeline.plan(ImageOrder.of(Subject.ofClass("sunset")).withSeed(1));
 *   StrategyResult result = pipeline.run(plan, StrategyChoice.of("zipar:window=8"));
 *   Pictures.save(pipeline.decode(result.images().get(0)), Path.of("sunset.png"));
 * }
 * }</pre>
 *
 * <p>Opening reads the headers of files alone; {@link #plan} checks what those can tell; the
 * weights, which may take minutes, are loaded by the first call that needs them. Used by one
 * thread; closed by whoever opened it.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Pipeline implements AutoCloseable {
  private static final int WARM_UP_PASSES = 16;

  private final ModelChoice choice;
  private final ModelPlace place;
  private final OpenModel open;
  private final Set<Footprint> fitting = new HashSet<>();
  private Optional<LoadedModel> loaded = Optional.empty();

  private Pipeline(ModelFiles files, ModelChoice choice) {
    this.choice = choice;
    this.place = ModelPlace.of(choice, files.packaged());
    this.open =
        place.path().isEmpty() && place.packaged().isEmpty()
            ? OpenBuiltIn.of(choice)
            : OpenCheckpoint.of(files, choice, place);
  }

  /**
   * Opens a model of the families that are installed.
   *
   * @param choice the model
   * @return the pipeline, closed by the caller
   * @throws io.zipar.InvalidInputException if its files cannot be used
   */
  public static Pipeline open(ModelChoice choice) {
    return open(choice, ModelFiles.installed());
  }

  /**
   * Opens a model.
   *
   * @param choice the model
   * @param files where models come from
   * @return the pipeline, closed by the caller
   * @throws io.zipar.InvalidInputException if its files cannot be used
   */
  public static Pipeline open(ModelChoice choice, ModelFiles files) {
    return new Pipeline(
        Objects.requireNonNull(files, "files"), Objects.requireNonNull(choice, "choice"));
  }

  /**
   * The choice that led here.
   *
   * @return as it was said
   */
  public ModelChoice choice() {
    return choice;
  }

  /**
   * What the user would write for the model.
   *
   * @return a path or the name of a packaged model; empty for the model of a backend
   */
  public Optional<String> name() {
    return place.text();
  }

  /**
   * Checks that strategies can drive the model and fit images of a size, which costs nothing.
   *
   * @param size the size of the images
   * @param strategies the strategies
   * @throws io.zipar.InvalidInputException if a strategy cannot, the model has no such size, or an
   *     option exceeds it
   */
  public void requireFits(ImageSize size, List<StrategyChoice> strategies) {
    strategies.forEach(open::requireDriven);
    Grid grid = open.grid(size);
    strategies.forEach(strategy -> strategy.requireFits(grid));
  }

  /**
   * Completes an order: finds grid, settings and conditionings, and turns pictures to complete into
   * given cells, for which the image tokenizer is loaded. Words for a model with a text encoder go
   * through that encoder, which is loaded and released; do that before the first run, while the
   * model itself is not loaded.
   *
   * @param order what is wanted
   * @return the images to generate
   * @throws io.zipar.InvalidInputException if the model cannot do it
   */
  public ImagePlan plan(ImageOrder order) {
    return open.plan(order);
  }

  /**
   * Loads the weights, once; the first run does it where nobody did.
   *
   * @param plan what it is for
   * @throws io.zipar.InvalidInputException if the memory does not suffice for the plan
   */
  public void load(ImagePlan plan) {
    Footprint footprint =
        new Footprint(
            plan.grid(), Math.min(plan.batch(), plan.images().size()), plan.guidance().isOn());
    if (!fitting.contains(footprint)) {
      open.requireMemory(plan);
      fitting.add(footprint);
    }
    loaded();
  }

  /** What the memory that a plan takes depends on. */
  private record Footprint(Grid grid, int images, boolean guided) {
    // Written out since a start would wait until the parts of a record's own are linked.
    @Override
    public boolean equals(Object other) {
      return other instanceof Footprint that
          && images == that.images
          && guided == that.guided
          && grid.frames() == that.grid.frames()
          && grid.rows() == that.grid.rows()
          && grid.columns() == that.grid.columns();
    }

    @Override
    public int hashCode() {
      return grid.cells() * 31 + images;
    }
  }

  private LoadedModel loaded() {
    if (loaded.isEmpty()) {
      loaded = Optional.of(open.load());
    }
    return loaded.get();
  }

  /**
   * The model. Loads it where nobody did.
   *
   * @return the model, not to be closed; usable until an image is decoded where it is released then
   */
  public TokenModel model() {
    return loaded().model();
  }

  /**
   * What is known of the model. Loads it where nobody did.
   *
   * @return its description, also when it is released
   */
  public ModelInfo info() {
    return loaded().info();
  }

  /**
   * Runs one strategy, without a witness.
   *
   * @param plan the images
   * @param strategy the strategy
   * @return images and sums
   * @throws io.zipar.InvalidInputException if strategy, model and plan do not go together
   */
  public StrategyResult run(ImagePlan plan, StrategyChoice strategy) {
    return run(plan, strategy, Watch.nobody());
  }

  /**
   * Runs one strategy.
   *
   * @param plan the images
   * @param strategy the strategy
   * @param watch looks on
   * @return images and sums
   * @throws CancelledException if it is cancelled
   * @throws io.zipar.InvalidInputException if strategy, model and plan do not go together
   */
  public StrategyResult run(ImagePlan plan, StrategyChoice strategy, Watch watch) {
    List<GeneratedImage> images = new ArrayList<>();
    List<GenerationMetrics> metrics = new ArrayList<>();
    long tokens =
        plan.images().stream()
            .mapToLong(image -> plan.grid().cells() - image.given().count())
            .sum();
    try (Progress.Task task = watch.progress().begin(strategy.toString(), tokens)) {
      eachBatch(
          plan,
          strategy,
          task,
          GenerationListener.NONE,
          watch,
          result -> {
            images.addAll(result.images());
            metrics.add(result.metrics());
          });
    }
    GenerationMetrics sum = metrics.stream().reduce(GenerationMetrics::plus).orElseThrow();
    return new StrategyResult(strategy, images, sum, metrics.size());
  }

  /**
   * Runs one strategy as a part of what a task shows, and hands over each batch when it is done.
   *
   * @param plan the images
   * @param strategy the strategy
   * @param task is advanced by each token; not closed
   * @param listener hears of every pass, as that of the watch does
   * @param watch looks on
   * @param sink receives the batches in order
   * @throws CancelledException if it is cancelled
   * @throws io.zipar.InvalidInputException if strategy, model and plan do not go together
   */
  public void eachBatch(
      ImagePlan plan,
      StrategyChoice strategy,
      Progress.Task task,
      GenerationListener listener,
      Watch watch,
      Consumer<GenerationResult> sink) {
    open.requireDriven(strategy);
    strategy.requireFits(plan.grid());
    load(plan);
    Generator generator = strategy.on(model());
    GenerationListener shown =
        new FirstPassLog(Progress.listener(task, plan.grid(), plan.images()));
    GenerationListener all =
        new BothListeners(shown, new BothListeners(listener, watch.listener()));
    for (GenerationRequest batch : plan.batches()) {
      GenerationResult result =
          generator.generate(batch, all, watch.cancellation(), watch.limits());
      watch.throwIfCancelled();
      sink.accept(result);
      watch.throwIfCancelled();
    }
  }

  /**
   * Runs the first passes of a strategy and forgets them, so that the first of several strategies
   * that are timed one after the other does not pay for what the JVM compiles on the way.
   *
   * @param plan the images
   * @param strategy the strategy
   * @param watch may cancel it; nothing is shown
   * @throws CancelledException if it is cancelled
   */
  public void warmUp(ImagePlan plan, StrategyChoice strategy, Watch watch) {
    load(plan);
    CancellationToken enough = new CancellationToken();
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void passBegun(int pass, int fedTokens) {
            if (pass + 1 >= WARM_UP_PASSES || watch.cancellation().isCancelled()) {
              enough.cancel();
            }
          }
        };
    strategy.on(model()).generate(plan.batches().get(0), listener, enough);
    watch.throwIfCancelled();
  }

  /**
   * Tells whether there will be pictures.
   *
   * @return whether an image tokenizer was found
   */
  public boolean paints() {
    return open.paints();
  }

  /**
   * The image tokenizer. Loads it where nobody did; where the two are wanted in turn, releases the
   * model first.
   *
   * @return absent where none was found; not to be closed
   */
  public Optional<ImageTokenizer> imageTokenizer() {
    return paints() ? loaded().tokenizer() : Optional.empty();
  }

  /**
   * Paints what was generated.
   *
   * @param image the tokens, of a grid of one frame
   * @return the picture
   * @throws UnusableSettingException if there is no image tokenizer
   */
  public PixelImage decode(GeneratedImage image) {
    return painter().decode(image.grid(), image.tokens());
  }

  /**
   * Paints a video, or a picture as a video of one frame.
   *
   * @param image the tokens
   * @return pictures in order of time; one of a grid of one frame, and of a video as many as the
   *     image tokenizer makes of each frame of tokens
   * @throws UnusableSettingException if there is no image tokenizer
   */
  public List<PixelImage> decodeFrames(GeneratedImage image) {
    return ImageTokenizers.paint(painter(), image.grid(), image.tokens());
  }

  private ImageTokenizer painter() {
    return imageTokenizer()
        .orElseThrow(
            () ->
                new UnusableSettingException(
                    Setting.IMAGE_TOKENIZER,
                    " is missing: none was named, and none stands beside the model"));
  }

  /**
   * Names what an image is to show.
   *
   * @param conditioning of the image
   * @return the name of its class where the model has names, else its description
   */
  public String title(Conditioning conditioning) {
    return ClassNames.of(place).title(conditioning);
  }

  /**
   * Looks for another file that belongs to the model, for example its classifier.
   *
   * @param name the name of the file
   * @return a file in the model's folder, or a copy of one of a packaged model, which is deleted
   *     when the JVM ends
   */
  public Optional<Path> companion(String name) {
    return Companion.find(place, name);
  }

  /** Frees everything. Closing twice has no effect. */
  @Override
  public void close() {
    try {
      loaded.ifPresent(LoadedModel::close);
    } finally {
      open.close();
    }
  }
}
