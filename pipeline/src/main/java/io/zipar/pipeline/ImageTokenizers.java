/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TransformerSource;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Image tokenizers alone, for pictures into tokens and back without a model. Stateless. */
@ApiStatus.Experimental(since = "0.1")
public final class ImageTokenizers {
  private ImageTokenizers() {}

  /**
   * Loads the image tokenizer of a model of the families that are installed.
   *
   * @param choice the image tokenizer that is named, else that of the model
   * @return the image tokenizer, closed by the caller
   * @throws io.zipar.InvalidInputException if there is none or its files cannot be used
   */
  public static ImageTokenizer open(ModelChoice choice) {
    return open(choice, ModelFiles.installed());
  }

  /**
   * Loads the image tokenizer of a model.
   *
   * @param choice the image tokenizer that is named, else that of the model
   * @param files where models come from
   * @return the image tokenizer, closed by the caller
   * @throws io.zipar.InvalidInputException if there is none or its files cannot be used
   */
  public static ImageTokenizer open(ModelChoice choice, ModelFiles files) {
    if (choice.imageTokenizer().isPresent()) {
      return open(choice.imageTokenizer().get(), choice.backend(), files);
    }
    ModelPlace place = ModelPlace.of(choice, files.packaged());
    if (place.packaged().isPresent()) {
      try (UnpackedModel unpacked = UnpackedModel.of(place.packaged().get())) {
        return openOfModel(unpacked.folder(), choice, files);
      }
    }
    if (place.path().isPresent()) {
      return openOfModel(place.path().get(), choice, files);
    }
    ModelBackend backend = choice.backend().backend();
    ModelSource builtIn =
        backend
            .builtInModel()
            .orElseThrow(
                () -> new UnusableSettingException(Setting.IMAGE_TOKENIZER, " is missing"));
    return backend.openImageTokenizer(builtIn, choice.backend().options());
  }

  /**
   * Paints a video, or a picture as a video of one frame: its first moment, where the image
   * tokenizer's frames stand for several.
   *
   * @param tokenizer the image tokenizer
   * @param grid the grid of the tokens
   * @param tokens the tokens, frame by frame in raster order
   * @return pictures in order of time; one of a grid of one frame
   * @throws io.zipar.InvalidInputException if the number of tokens is not that of the grid, or a
   *     token is outside the codebook
   */
  public static List<PixelImage> paint(ImageTokenizer tokenizer, Grid grid, int[] tokens) {
    return grid.frames() == 1
        ? List.of(tokenizer.decode(grid, tokens))
        : tokenizer.decodeFrames(grid, tokens);
  }

  private static ImageTokenizer openOfModel(Path model, ModelChoice choice, ModelFiles files) {
    Optional<Path> beside = files.findImageTokenizer(model);
    if (beside.isPresent()) {
      return open(beside.get(), choice.backend(), files);
    }
    try (TransformerSource source =
        files.openTransformer(model, choice.architecture(), choice.options())) {
      ImageTokenizerSource contained =
          source
              .imageTokenizer()
              .orElseThrow(
                  () ->
                      new UnusableSettingException(
                          Setting.IMAGE_TOKENIZER,
                          " is missing: none was named, and none stands beside the model "
                              + model));
      return load(contained, choice.backend());
    }
  }

  private static ImageTokenizer load(ImageTokenizerSource source, BackendChoice backend) {
    return backend.backend().openImageTokenizer(source, backend.options());
  }

  private static ImageTokenizer open(Path path, BackendChoice backend, ModelFiles files) {
    try (ImageTokenizerSource source = files.openImageTokenizer(path)) {
      return load(source, backend);
    }
  }
}
