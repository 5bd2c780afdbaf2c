/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ZiparException;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelFamilies;
import io.zipar.models.ModelLoader;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.text.TextTokenizer;
import io.zipar.plugin.Services;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The models of all families that are found, which are looked for once. Safe for several threads.
 */
final class LoadedModelFiles implements ModelFiles {
  private final Supplier<ModelFamilies> families;
  private final Supplier<List<PackagedModel>> packaged;
  private ModelLoader loader;

  LoadedModelFiles(Supplier<ModelFamilies> families, Supplier<List<PackagedModel>> packaged) {
    this.families = families;
    this.packaged = packaged;
  }

  @Override
  public List<Architecture> architectures() {
    return loader().architectures();
  }

  @Override
  public List<PackagedModel> packaged() {
    try {
      return Stream.concat(
              Services.installed(PackagedModel.class).stream().map(ServiceLoader.Provider::get),
              packaged.get().stream())
          .sorted(Comparator.comparing(PackagedModel::name))
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new ZiparException("a packaged model cannot be created: " + e.getMessage(), e);
    }
  }

  @Override
  public List<NetworkKind> kinds() {
    return loader().kinds();
  }

  @Override
  public TransformerSource openTransformer(
      Path path, Optional<String> architecture, Map<String, String> options) {
    return loader().openTransformer(path, architecture, options);
  }

  @Override
  public Optional<TextTokenizer> openTextTokenizer(Path model) {
    return loader().openTextTokenizer(model);
  }

  @Override
  public TextEncoderSource openTextEncoder(Path path) {
    return loader().openTextEncoder(path);
  }

  @Override
  public Optional<Path> findImageTokenizer(Path model) {
    return loader().findImageTokenizer(model);
  }

  @Override
  public ImageTokenizerSource openImageTokenizer(Path path) {
    return loader().openImageTokenizer(path);
  }

  @Override
  public TransformerSource randomTransformer(String architecture, long seed) {
    return loader().randomTransformer(architecture, seed);
  }

  private synchronized ModelLoader loader() {
    if (loader == null) {
      loader = new ModelLoader(ModelFamilies.discover().with(families.get()));
    }
    return loader;
  }
}
