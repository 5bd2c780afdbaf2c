/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.CaptionFeatures;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint. Everything that the headers of the files can tell (grid, classes, windows, the size
 * of the codebook) is checked before a backend loads weights, which can take minutes.
 */
final class OpenCheckpoint implements OpenModel {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCheckpoint.class);

  private final ModelFiles files;
  private final ModelChoice choice;
  private final Path path;
  private final ClassNames classes;
  private final boolean inTurn;
  private final Optional<UnpackedModel> unpacked;
  private final BackgroundImageTokenizer ahead;
  private final TransformerSource source;
  private final Optional<ImageTokenizerSource> tokenizer;
  private BackendChoice backend;
  private Optional<ImageTokenizer> encoder = Optional.empty();
  private boolean handedOver;
  private boolean chosen;
  private boolean closed;

  private OpenCheckpoint(
      ModelFiles files, ModelChoice choice, ModelPlace place, Optional<UnpackedModel> unpacked) {
    this.files = files;
    this.choice = choice;
    this.backend = choice.backend();
    this.classes = ClassNames.of(place);
    this.unpacked = unpacked;
    this.path = unpacked.map(UnpackedModel::folder).or(place::path).orElseThrow();
    // The files of a packaged model are gone once it is loaded; small as it is, both fit.
    this.inTurn = choice.isInTurn() && unpacked.isEmpty();
    this.ahead =
        new BackgroundImageTokenizer(
            choice.imageTokenizer().or(() -> files.findImageTokenizer(path)),
            files::openImageTokenizer);
    TransformerSource opened = null;
    boolean complete = false;
    try {
      opened = openTransformer();
      this.source = opened;
      this.tokenizer = ahead.source().or(source::imageTokenizer);
      tokenizer.ifPresent(
          each ->
              requireCodes(
                  each.describe(),
                  each.network().codebookSize(),
                  source.describe(),
                  source.network().tokens().imageTokens()));
      complete = true;
    } finally {
      if (!complete) {
        ahead.close();
        if (opened != null) {
          opened.close();
        }
      }
    }
  }

  static OpenCheckpoint of(ModelFiles files, ModelChoice choice, ModelPlace place) {
    Optional<UnpackedModel> unpacked = place.packaged().map(UnpackedModel::of);
    try {
      return new OpenCheckpoint(files, choice, place, unpacked);
    } catch (RuntimeException | Error e) {
      unpacked.ifPresent(UnpackedModel::close);
      throw e;
    }
  }

  static void requireCodes(String tokenizer, int codes, String model, int imageTokens) {
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

  @Override
  public void requireDriven(StrategyChoice strategy) {
    strategy.requireDrives(source.network().describe(), source.network().prediction());
  }

  @Override
  public Grid grid(ImageSize size) {
    OptionalInt pixelsPerToken =
        tokenizer.stream().mapToInt(each -> each.network().downsampling()).findFirst();
    Grid grid = size.grid(source.network(), pixelsPerToken);
    source.network().layout(grid);
    return grid;
  }

  @Override
  public ImagePlan plan(ImageOrder order) {
    TransformerNetwork network = source.network();
    Grid grid = grid(order.size());
    Map<Subject.Caption, CaptionFeatures> captions =
        new Captions(files, backend, network).encode(order.subjects());
    try (Prompts prompts = new Prompts(files, path, network, grid, captions, classes)) {
      GivenPictures pictures = new GivenPictures(network.describe(), network.prediction(), grid);
      ImagePlan plan =
          order.plan(
              grid,
              network.defaults(),
              prompts::conditioning,
              completion -> given(pictures, completion));
      plan.images().forEach(image -> network.checkConditioning(image.conditioning()));
      return plan;
    }
  }

  private List<GivenCells> given(GivenPictures pictures, Completion completion) {
    pictures.check(completion.part());
    if (tokenizer.isEmpty()) {
      throw new UnusableSettingException(
          Setting.IMAGE_TOKENIZER,
          " is missing, which turns a picture into tokens: none was named, and none stands beside"
              + " the model");
    }
    if (inTurn) {
      try (ImageTokenizer once = openTokenizer(tokenizer.get())) {
        return pictures.cells(completion, once);
      }
    }
    return pictures.cells(completion, loadTokenizer().orElseThrow());
  }

  /** Loads it where that was not done; once the model is loaded, it is closed with that. */
  private Optional<ImageTokenizer> loadTokenizer() {
    if (encoder.isEmpty()) {
      encoder = tokenizer.map(this::openTokenizer);
    }
    return encoder;
  }

  private ImageTokenizer openTokenizer(ImageTokenizerSource files) {
    return backend.backend().openImageTokenizer(files, backend.options());
  }

  @Override
  public void requireMemory(ImagePlan plan) {
    if (closed) {
      return;
    }
    MemoryCheck memory = MemoryCheck.ofThisMachine();
    if (!chosen) {
      backend = new DtypeChoice(memory).choose(backend, source, plan);
      chosen = true;
    }
    memory.require(backend, source, MemoryCheck.lanes(source.network(), plan.batches().get(0)));
  }

  @Override
  public LoadedModel load() {
    LOG.info("loading {} with backend {}", source.describe(), backend);
    if (tokenizer.isPresent() && inTurn) {
      TokenModel model = LoadedModel.open(backend, source, Optional.empty());
      logLoaded(model);
      return LoadedModel.inTurn(model, this::loadAgain);
    }
    // The tokenizer is small: if it cannot be loaded, that shows before the model is.
    Optional<ImageTokenizer> opened = loadTokenizer();
    handedOver = true;
    TokenModel model = LoadedModel.open(backend, source, opened);
    if (unpacked.isPresent()) {
      close();
    }
    logLoaded(model);
    return LoadedModel.of(model, opened);
  }

  private ImageTokenizer loadAgain() {
    LOG.info("released the model; loading {}", ahead.path().orElse(path));
    if (ahead.path().isPresent()) {
      try (ImageTokenizerSource again = files.openImageTokenizer(ahead.path().get())) {
        return openTokenizer(again);
      }
    }
    try (TransformerSource again = openTransformer()) {
      return openTokenizer(again.imageTokenizer().orElseThrow());
    }
  }

  private TransformerSource openTransformer() {
    return files.openTransformer(path, choice.architecture(), choice.options());
  }

  private static void logLoaded(TokenModel model) {
    ModelInfo info = model.info();
    LOG.info("loaded {} on {} in {}", info.name(), info.device(), info.dtype());
  }

  @Override
  public boolean paints() {
    return tokenizer.isPresent();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!handedOver) {
      encoder.ifPresent(ImageTokenizer::close);
    }
    try {
      source.close();
    } finally {
      try {
        ahead.close();
      } finally {
        unpacked.ifPresent(UnpackedModel::close);
      }
    }
  }
}
