/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.ApiStatus;
import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** An image tokenizer of single pictures, read from a checkpoint. */
@ApiStatus.Experimental(since = "0.1")
public final class ImageTokenizerReader {
  private static final Pattern OF_ENCODER = Pattern.compile("(encoder|quant_conv)\\..*");

  static final String CODEBOOK = "quantize.embedding.weight";

  private ImageTokenizerReader() {}

  /**
   * Reads a tokenizer and checks every weight.
   *
   * @param checkpoint an open checkpoint
   * @param style how the family writes it down
   * @return the tokenizer; its weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing, of the wrong shape or, for a
   *     strict style, one too many, or the configuration contradicts the weights
   */
  public static ImageTokenizerNetwork read(Checkpoint checkpoint, ImageTokenizerStyle style) {
    ImageTokenizerSizes sizes = ImageTokenizerSizeReader.read(checkpoint, style);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    ImageTokenizerLayers layers =
        new ImageTokenizerLayers(
            new ImageTokenizerParts(source, problems, sizes), style.names(), sizes);
    Tensor codebook = codebook(source, sizes);
    List<ImageLayer> decoder = layers.decoder();
    Optional<List<ImageLayer>> encoder = sizes.encoder().map(layers::encoder);
    Predicate<String> harmless =
        name ->
            style.harmless().matcher(name).matches()
                || encoder.isEmpty() && OF_ENCODER.matcher(name).matches();
    if (style.strict()) {
      source.refuseOthers(harmless);
    } else {
      source.passOver(harmless);
    }
    problems.check();
    return new ImageTokenizerNetwork(
        describe(style, sizes) + (encoder.isPresent() ? "" : ", decoder alone"),
        sizes.codebookSize(),
        sizes.entryWidth(),
        sizes.normalized(),
        sizes.decoder().downsampling(),
        codebook,
        decoder,
        Optional.empty(),
        encoder);
  }

  /**
   * Takes the entries.
   *
   * @param source where weights come from
   * @param sizes the sizes
   * @return codebook size x entry width
   */
  public static Tensor codebook(CheckedWeights source, ImageTokenizerSizes sizes) {
    return source.take(CODEBOOK, sizes.codebookSize(), sizes.entryWidth());
  }

  /**
   * Tells a tokenizer's sizes.
   *
   * @param style what to call it
   * @param sizes the sizes
   * @return a few words for logs
   */
  public static String describe(ImageTokenizerStyle style, ImageTokenizerSizes sizes) {
    return style.label()
        + " VQ-"
        + sizes.decoder().downsampling()
        + ", "
        + sizes.codebookSize()
        + " codes of width "
        + sizes.entryWidth();
  }
}
