/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import io.zipar.models.ModelFamilies;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.pipeline.ModelFiles;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** The models of the families on the module path and the class path, and of the plugin folder. */
final class FoundModels implements Provider<ModelFiles> {
  private final FoundPlugins plugins;

  @Inject
  FoundModels(FoundPlugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public ModelFiles get() {
    return ModelFiles.installed(this::families, () -> plugins.further(PackagedModel.class));
  }

  private ModelFamilies families() {
    return new ModelFamilies(
        plugins.further(TransformerFamily.class),
        plugins.further(ImageTokenizerFamily.class),
        plugins.further(TextEncoderFamily.class),
        plugins.further(TextTokenizerFactory.class));
  }
}
