/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Grid;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Optional;

/** A model that a backend brings: there are no files, so it is loaded at once. */
final class OpenBuiltIn implements OpenModel {
  private final LoadedModel loaded;
  private final TokenModel model;
  private boolean handedOver;

  private OpenBuiltIn(LoadedModel loaded) {
    this.loaded = loaded;
    this.model = loaded.model();
  }

  static OpenBuiltIn of(ModelChoice choice) {
    ModelBackend backend = choice.backend().backend();
    ModelSource source =
        backend
            .builtInModel()
            .orElseThrow(
                () ->
                    new UnusableSettingException(
                        Setting.MODEL,
                        " is missing: backend '"
                            + backend.name()
                            + "' runs checkpoints and brings no model of its own"));
    if (choice.imageTokenizer().isPresent()
        || choice.architecture().isPresent()
        || !choice.options().isEmpty()) {
      throw new UnusableSettingException(
          Setting.MODEL,
          " is missing, to which the image tokenizer, the architecture or the options belong");
    }
    ImageTokenizer tokenizer = backend.openImageTokenizer(source, choice.backend().options());
    TokenModel model = LoadedModel.open(choice.backend(), source, Optional.of(tokenizer));
    LoadedModel loaded = LoadedModel.of(model, Optional.of(tokenizer));
    try {
      OpenCheckpoint.requireCodes(
          source.describe(),
          tokenizer.codebookSize(),
          source.describe(),
          model.info().tokens().imageTokens());
      return new OpenBuiltIn(loaded);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  @Override
  public void requireDriven(StrategyChoice strategy) {
    strategy.requireDrives(model.info().name(), model.info().prediction());
  }

  @Override
  public Grid grid(ImageSize size) {
    Grid grid = size.grid(model.info().defaultGrid());
    model.layout(grid);
    return grid;
  }

  @Override
  public ImagePlan plan(ImageOrder order) {
    Grid grid = grid(order.size());
    GivenPictures pictures =
        new GivenPictures(model.info().name(), model.info().prediction(), grid);
    ImagePlan plan =
        order.plan(
            grid,
            model.info().defaults(),
            subject -> Prompts.given(subject, new ClassNames(List.of())),
            completion -> pictures.cells(completion, loaded.tokenizer().orElseThrow()));
    plan.images().forEach(image -> model.checkConditioning(image.conditioning()));
    return plan;
  }

  /** It holds no weights to speak of. */
  @Override
  public void requireMemory(ImagePlan plan) {}

  @Override
  public LoadedModel load() {
    handedOver = true;
    return loaded;
  }

  @Override
  public boolean paints() {
    return true;
  }

  @Override
  public void close() {
    if (!handedOver) {
      loaded.close();
    }
  }
}
