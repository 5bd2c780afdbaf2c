/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.PixelImage;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.report.TokenFile;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageTokenizers;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.output.StagedOutput;
import io.zipar.spi.ImageTokenizer;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns codes of an image tokenizer into pictures. */
@Command(
    name = "decode",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = "Turn codes of an image tokenizer, or those of a report, into pictures.")
public final class DecodeCommand implements TerminalCommand {
  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Console console;
  @Inject private Interruption interruption;

  @Mixin private TokenizerOptions tokenizerOptions;

  @Parameters(
      paramLabel = "TOKENS.json",
      arity = "1..*",
      description = "Files of encode, or reports of generate.")
  private List<Path> sources;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the pictures, created where it is missing.")
  private Path out;

  /** Creates the command; its fields are injected. */
  public DecodeCommand() {}

  @Override
  public Integer call() {
    Map<String, Path> names = EncodeCommand.names(sources, "");
    List<String> written = new ArrayList<>();
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      PictureFiles pictures = new PictureFiles(output, output.addFolder("--out", out));
      try (ImageTokenizer tokenizer = tokenizerOptions.open(catalog, files)) {
        names.forEach(
            (name, source) -> {
              List<ImageTokenizer.Encoded> images =
                  TokenFile.read(source, tokenizer.codebookSize());
              for (int i = 0; i < images.size(); i++) {
                interruption.throwIfCancelled();
                ImageTokenizer.Encoded image = images.get(i);
                List<PixelImage> frames =
                    ImageTokenizers.paint(tokenizer, image.grid(), image.tokens());
                String numbered = images.size() == 1 ? name : name + "-" + (i + 1);
                written.addAll(pictures.write(numbered, frames));
              }
            });
      }
      interruption.throwIfCancelled();
      output.commit();
    }
    written.forEach(name -> console.print("wrote " + out.resolve(name)));
    return 0;
  }
}
