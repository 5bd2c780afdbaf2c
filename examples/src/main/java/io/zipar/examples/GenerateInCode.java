/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Generator;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.OptionValues;
import io.zipar.PixelImage;
import io.zipar.Plugins;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.pipeline.output.Pictures;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** An example of the library without the command line: one image from a folder with a model. */
public final class GenerateInCode {
  private GenerateInCode() {}

  /**
   * Generates an image.
   *
   * @param args the model's folder, with a VQ file in it; a class label, for example 207; the PNG
   *     file to write
   * @throws IOException if the picture cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ModelLoader loader = ModelLoader.discover();
    ModelBackend djl = Plugins.backends().named("djl");
    OptionValues options = OptionValues.of("djl", djl.options(), Map.of("device", "cpu"));
    try (TransformerSource weights = loader.openTransformer(folder, Optional.empty());
        ImageTokenizerSource codebook = loader.openImageTokenizer(folder);
        TokenModel model = djl.openModel(weights, options);
        ImageTokenizer tokenizer = djl.openImageTokenizer(codebook, options)) {
      Generator generator = new Generator(model, Plugins.strategies().named("zipar"));
      ImageRequest image = ImageRequest.of(new ClassLabel(Integer.parseInt(args[1])), 1);
      GenerationResult result =
          generator.generate(
              GenerationRequest.of(model.info().defaultGrid(), List.of(image))
                  .with(Guidance.scale(4)));
      GeneratedImage generated = result.images().get(0);
      PixelImage pixels = tokenizer.decode(generated.grid(), generated.tokens());
      ImageIO.write(Pictures.of(pixels), "png", new File(args[2]));
      System.out.println(result.metrics().forwardPasses() + " forward passes");
    }
  }
}
