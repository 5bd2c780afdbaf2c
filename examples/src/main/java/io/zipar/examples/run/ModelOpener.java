/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.run;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.TokenizerSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the model of a command. Everything that the headers of the files can tell (grid, classes,
 * windows, the size of the codebook) is checked before a backend loads weights, which can take
 * minutes.
 */
public final class ModelOpener {
  private static final Logger LOG = LoggerFactory.getLogger(ModelOpener.class);

  private final ModelFiles files;

  @Inject
  ModelOpener(ModelFiles files) {
    this.files = files;
  }

  /**
   * Opens a model for a plan.
   *
   * @param choice the model
   * @param plan what is to be generated
   * @param strategies by which strategies
   * @return the model, closed by the caller
   * @throws InvalidInputException if the files cannot be used or do not fit the plan
   */
  public OpenedModel open(ModelChoice choice, ImagePlan plan, List<StrategyChoice> strategies) {
    if (choice.packaged().isPresent()) {
      try (UnpackedModel unpacked = UnpackedModel.of(choice.packaged().get())) {
        return open(choice.at(unpacked.folder()), plan, strategies);
      }
    }
    if (choice.model().isEmpty()) {
      return openBuiltIn(choice, plan, strategies);
    }
    Path path = choice.model().get();
    try (TransformerSource source = files.openTransformer(path, choice.architecture())) {
      TransformerNetwork network = source.network();
      Grid grid = plan.grid().orElse(network.defaultGrid());
      network.layout(grid);
      plan.images().forEach(image -> network.checkConditioning(image.conditioning()));
      strategies.forEach(strategy -> strategy.requireFits(grid));
      Optional<Path> tokenizerPath = choice.tokenizer().or(() -> files.findTokenizer(path));
      if (tokenizerPath.isEmpty()) {
        return load(choice.backend(), source, Optional.empty(), grid);
      }
      try (TokenizerSource tokenizer = files.openTokenizer(tokenizerPath.get())) {
        requireCodes(
            tokenizer.describe(),
            tokenizer.quantizer().codebookSize(),
            source.describe(),
            network.tokens().imageTokens());
        return load(choice.backend(), source, Optional.of(tokenizer), grid);
      }
    }
  }

  private OpenedModel openBuiltIn(
      ModelChoice choice, ImagePlan plan, List<StrategyChoice> strategies) {
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
    if (choice.tokenizer().isPresent() || choice.architecture().isPresent()) {
      throw new InvalidInputException("--vq and --arch belong to a --model, which is missing");
    }
    plan.grid().ifPresent(grid -> strategies.forEach(strategy -> strategy.requireFits(grid)));
    ImageTokenizer tokenizer = backend.openTokenizer(source, choice.backend().options());
    TokenModel model = openModel(choice.backend(), source, Optional.of(tokenizer));
    Grid grid = plan.grid().orElse(model.info().defaultGrid());
    OpenedModel opened = new OpenedModel(model, Optional.of(tokenizer), source.describe(), grid);
    try {
      model.layout(grid);
      plan.images().forEach(image -> model.checkConditioning(image.conditioning()));
      strategies.forEach(strategy -> strategy.requireFits(grid));
      requireCodes(
          source.describe(),
          tokenizer.codebookSize(),
          source.describe(),
          model.info().tokens().imageTokens());
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  private static OpenedModel load(
      BackendChoice backend,
      TransformerSource source,
      Optional<TokenizerSource> tokenizerSource,
      Grid grid) {
    LOG.info("loading {} with backend {}", source.describe(), backend);
    // The tokenizer is small: if it cannot be loaded, that shows before the model is.
    Optional<ImageTokenizer> tokenizer =
        tokenizerSource.map(each -> backend.backend().openTokenizer(each, backend.options()));
    TokenModel model = openModel(backend, source, tokenizer);
    LOG.info("loaded {}", model.info());
    return new OpenedModel(model, tokenizer, source.describe(), grid);
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
