/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelFamilies;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.text.TextTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where models come from. */
@ApiStatus.Experimental(since = "0.1")
public interface ModelFiles {
  /**
   * The families, text tokenizers and packaged models that are installed.
   *
   * @return where their models come from; nothing is looked for before it is asked for
   */
  static ModelFiles installed() {
    return installed(ModelFamilies::none, List::of);
  }

  /**
   * What is installed, and more.
   *
   * @param families further families and text tokenizers; asked for when a model is
   * @param packaged further packaged models; likewise
   * @return where their models come from
   */
  static ModelFiles installed(
      Supplier<ModelFamilies> families, Supplier<List<PackagedModel>> packaged) {
    return new LoadedModelFiles(families, packaged);
  }

  /**
   * The sizes that can be asked for by name.
   *
   * @return all of them
   */
  List<Architecture> architectures();

  /**
   * What networks there are, by family.
   *
   * @return all of them
   */
  List<NetworkKind> kinds();

  /**
   * The models that come as jars.
   *
   * @return all of them, by name
   */
  List<PackagedModel> packaged();

  /**
   * Opens a transformer without reading its weights.
   *
   * @param path a checkpoint file or a folder
   * @param architecture the size, where the files do not tell
   * @param options values of the options of the model's family
   * @return the source, closed by the caller
   * @throws io.zipar.InvalidInputException if the files cannot be used
   */
  TransformerSource openTransformer(
      Path path, Optional<String> architecture, Map<String, String> options);

  /**
   * Opens the text tokenizer of a transformer or a text encoder.
   *
   * @param model its path
   * @return the tokenizer, closed by the caller, if there is one
   * @throws io.zipar.InvalidInputException if its files cannot be used
   */
  Optional<TextTokenizer> openTextTokenizer(Path model);

  /**
   * Opens a text encoder without reading its weights. {@link #openTextTokenizer} opens its
   * tokenizer.
   *
   * @param path a checkpoint file or a folder
   * @return the source, closed by the caller
   * @throws io.zipar.InvalidInputException if the files cannot be used
   */
  TextEncoderSource openTextEncoder(Path path);

  /**
   * Looks for an image tokenizer beside a transformer. One within the transformer's own checkpoint
   * is {@link TransformerSource#imageTokenizer}.
   *
   * @param model the path of the transformer
   * @return the path of the tokenizer, if there is one
   */
  Optional<Path> findImageTokenizer(Path model);

  /**
   * Opens an image tokenizer without reading its weights.
   *
   * @param path a checkpoint file or a folder
   * @return the source, closed by the caller
   * @throws io.zipar.InvalidInputException if the files cannot be used
   */
  ImageTokenizerSource openImageTokenizer(Path path);

  /**
   * Makes up a transformer with random weights of a real size.
   *
   * @param architecture its size
   * @param seed names the weights
   * @return the source, closed by the caller
   * @throws io.zipar.InvalidInputException if there is no such architecture
   */
  TransformerSource randomTransformer(String architecture, long seed);
}
