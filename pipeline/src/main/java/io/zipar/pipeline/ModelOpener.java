/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.CaptionFeatures;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the model of a command. Everything that the headers of the files can tell (grid, classes,
 * windows, the size of the codebook) is checked before a backend loads weights, which can take
 * minutes.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ModelOpener {
  private static final Logger LOG = LoggerFactory.getLogger(ModelOpener.class);

  private final ModelFiles files;

  /**
   * Creates an opener.
   *
   * @param files where models come from
   */
  public ModelOpener(ModelFiles files) {
    this.files = files;
  }

  /**
   * Opens a model for an order.
   *
   * @param choice the model
   * @param order what is to be generated
   * @param strategies by which strategies
   * @return the model, closed by the caller
   * @throws InvalidInputException if the files cannot be used or do not fit the order
   */
  public OpenedModel open(ModelChoice choice, ImageOrder order, List<StrategyChoice> strategies) {
    if (choice.packaged().isPresent()) {
      try (UnpackedModel unpacked = UnpackedModel.of(choice.packaged().get())) {
        // Its files are gone when the pictures are decoded; small as it is, both fit.
        return open(choice.at(unpacked.folder()).with(choice.options(), false), order, strategies);
      }
    }
    if (choice.model().isEmpty()) {
      return openBuiltIn(choice, order, strategies);
    }
    Path path = choice.model().get();
    try (TokenizerAhead ahead =
            new TokenizerAhead(
                choice.tokenizer().or(() -> files.findImageTokenizer(path)),
                files::openImageTokenizer);
        TransformerSource source =
            files.openTransformer(path, choice.architecture(), choice.options())) {
      Optional<ImageTokenizerSource> tokenizer = ahead.source();
      tokenizer.ifPresent(each -> requireCodes(each, source));
      ImagePlan plan =
          plan(
              choice,
              source,
              order,
              strategies,
              tokenizer.stream().mapToInt(each -> each.network().downsampling()).findFirst());
      return tokenizer.isPresent() && choice.inTurn()
          ? loadInTurn(choice.backend(), source, ahead.path().orElseThrow(), plan)
          : load(choice.backend(), source, tokenizer, plan);
    }
  }

  private static void requireCodes(ImageTokenizerSource tokenizer, TransformerSource source) {
    requireCodes(
        tokenizer.describe(),
        tokenizer.network().codebookSize(),
        source.describe(),
        source.network().tokens().imageTokens());
  }

  private ImagePlan plan(
      ModelChoice choice,
      TransformerSource source,
      ImageOrder order,
      List<StrategyChoice> strategies,
      OptionalInt pixelsPerToken) {
    TransformerNetwork network = source.network();
    strategies.forEach(
        strategy -> strategy.requireDrives(network.describe(), network.prediction()));
    Grid grid = order.size().grid(network, pixelsPerToken);
    network.layout(grid);
    strategies.forEach(strategy -> strategy.requireFits(grid));
    Map<Subject.Caption, CaptionFeatures> captions =
        new Captions(files, choice.backend(), network).encode(order.subjects());
    try (Prompts prompts =
        new Prompts(files, choice.model().orElseThrow(), network, grid, captions)) {
      ImagePlan plan = order.plan(grid, network.defaults(), prompts::conditioning);
      plan.images().forEach(image -> network.checkConditioning(image.conditioning()));
      return plan;
    }
  }

  private OpenedModel openBuiltIn(
      ModelChoice choice, ImageOrder order, List<StrategyChoice> strategies) {
    ModelBackend backend = choice.backend().backend();
    ModelSource source =
        backend
            .builtInModel()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "--model is missing: backend '"
                            + backend.name()
                            + "' runs checkpoints and brings no model of its own"));
    if (choice.tokenizer().isPresent()
        || choice.architecture().isPresent()
        || !choice.options().isEmpty()) {
      throw new InvalidInputException(
          "--vq, --arch and --model-option belong to a --model, which is missing");
    }
    ImageTokenizer tokenizer = backend.openImageTokenizer(source, choice.backend().options());
    TokenModel model = openModel(choice.backend(), source, Optional.of(tokenizer));
    boolean opened = false;
    try {
      ModelInfo info = model.info();
      strategies.forEach(strategy -> strategy.requireDrives(info.name(), info.prediction()));
      Grid grid = order.size().grid(model.info().defaultGrid());
      model.layout(grid);
      strategies.forEach(strategy -> strategy.requireFits(grid));
      ImagePlan plan = order.plan(grid, model.info().defaults(), Prompts::given);
      plan.images().forEach(image -> model.checkConditioning(image.conditioning()));
      requireCodes(
          source.describe(),
          tokenizer.codebookSize(),
          source.describe(),
          model.info().tokens().imageTokens());
      opened = true;
      return OpenedModel.of(model, plan, Optional.of(tokenizer));
    } finally {
      if (!opened) {
        tokenizer.close();
        model.close();
      }
    }
  }

  private static OpenedModel load(
      BackendChoice backend,
      TransformerSource source,
      Optional<ImageTokenizerSource> tokenizerSource,
      ImagePlan plan) {
    MemoryCheck.ofThisMachine().require(backend, source, plan);
    LOG.info("loading {} with backend {}", source.describe(), backend);
    // The tokenizer is small: if it cannot be loaded, that shows before the model is.
    Optional<ImageTokenizer> tokenizer =
        tokenizerSource.map(each -> backend.backend().openImageTokenizer(each, backend.options()));
    TokenModel model = openModel(backend, source, tokenizer);
    logLoaded(model);
    return OpenedModel.of(model, plan, tokenizer);
  }

  private OpenedModel loadInTurn(
      BackendChoice backend, TransformerSource source, Path tokenizerPath, ImagePlan plan) {
    MemoryCheck.ofThisMachine().require(backend, source, plan);
    LOG.info("loading {} with backend {}", source.describe(), backend);
    TokenModel model = openModel(backend, source, Optional.empty());
    logLoaded(model);
    return OpenedModel.inTurn(
        model,
        plan,
        () -> {
          LOG.info("released the model; loading {}", tokenizerPath);
          try (ImageTokenizerSource tokenizer = files.openImageTokenizer(tokenizerPath)) {
            return backend.backend().openImageTokenizer(tokenizer, backend.options());
          }
        });
  }

  private static void logLoaded(TokenModel model) {
    ModelInfo info = model.info();
    LOG.info("loaded {} on {} in {}", info.name(), info.device(), info.dtype());
  }

  private static TokenModel openModel(
      BackendChoice backend, ModelSource source, Optional<ImageTokenizer> opened) {
    try {
      return backend.backend().openModel(source, backend.options());
    } catch (RuntimeException | OutOfMemoryError e) {
      opened.ifPresent(ImageTokenizer::close);
      throw e;
    }
  }

  private static void requireCodes(String tokenizer, int codes, String model, int imageTokens) {
    if (codes < imageTokens) {
      throw new InvalidInputException(
          "the image tokenizer "
              + tokenizer
              + " has "
              + codes
              + " codes, but the model "
              + model
              + " has "
              + imageTokens
              + " tokens: they do not belong together");
    }
  }
}
