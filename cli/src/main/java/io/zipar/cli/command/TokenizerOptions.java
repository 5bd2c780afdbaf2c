/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageTokenizers;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.spi.ImageTokenizer;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that run an image tokenizer alone. */
final class TokenizerOptions {
  @Mixin private BackendOptions backend;

  @Option(
      names = "--vq",
      paramLabel = "PATH",
      description = "Image tokenizer: a checkpoint file, or a folder with one.")
  private Path path;

  @Option(
      names = "--model",
      paramLabel = "PATH|NAME",
      description =
          "Model whose image tokenizer is taken, in place of --vq. Default: "
              + ModelChoice.DEFAULT
              + ".")
  private String model;

  ImageTokenizer open(Catalog catalog, ModelFiles files) {
    ModelChoice choice = ModelChoice.on(backend.choose(catalog.backends()));
    choice = model == null ? choice : choice.with(model);
    return ImageTokenizers.open(path == null ? choice : choice.withImageTokenizer(path), files);
  }
}
