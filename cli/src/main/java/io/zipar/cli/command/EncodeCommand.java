/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.PictureFolder;
import io.zipar.evaluation.report.TokenFile;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.CentreCrop;
import io.zipar.pipeline.ImageSize;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.output.StagedOutput;
import io.zipar.spi.ImageTokenizer;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns pictures into the codes of an image tokenizer. */
@Command(
    name = "encode",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = "Turn pictures into the codes of an image tokenizer.")
public final class EncodeCommand implements TerminalCommand {
  /** More attend to each other in the middle of an encoder than memory holds. */
  private static final int MOST_TOKENS = 1 << 14;

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Console console;
  @Inject private Interruption interruption;

  @Mixin private TokenizerOptions tokenizerOptions;

  @Parameters(paramLabel = "PICTURE", arity = "1..*", description = "Pictures.")
  private List<Path> pictures;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      converter = SizeText.Pixels.class,
      description =
          "Pixels that each picture is scaled to cover and cut to. Default: its own, cut to whole"
              + " tokens.")
  private ImageSize size;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for a file of codes for each picture, created where it is missing.")
  private Path out;

  /** Creates the command; its fields are injected. */
  public EncodeCommand() {}

  @Override
  public Integer call() {
    Map<String, Path> names = names(pictures, ".json");
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path folder = output.addFolder("--out", out);
      try (ImageTokenizer tokenizer = tokenizerOptions.open(catalog, files)) {
        names.forEach(
            (name, picture) -> {
              interruption.throwIfCancelled();
              output.write(folder.resolve(name), TokenFile.of(picture, codes(tokenizer, picture)));
            });
      }
      interruption.throwIfCancelled();
      output.commit();
    }
    names.keySet().forEach(name -> console.print("wrote " + out.resolve(name)));
    return 0;
  }

  /** The names of the files to write, and what each is made from. */
  static Map<String, Path> names(List<Path> sources, String ending) {
    Map<String, Path> names = new LinkedHashMap<>();
    for (Path source : sources) {
      Path last = source.getFileName();
      String name = (last == null ? "" : last.toString()).replaceFirst("\\.[^.]*$", "") + ending;
      Path other = names.putIfAbsent(name, source);
      if (other != null) {
        throw new InvalidInputException(
            source + " and " + other + " would both be written as " + name);
      }
    }
    return names;
  }

  private ImageTokenizer.Encoded codes(ImageTokenizer tokenizer, Path file) {
    PixelImage picture = PictureFolder.read(file);
    int side = tokenizer.downsampling();
    int width = picture.width() - picture.width() % side;
    int height = picture.height() - picture.height() % side;
    if (size instanceof ImageSize.Pixels wanted) {
      width = wanted.width();
      height = wanted.height();
      if (width % side != 0 || height % side != 0) {
        throw new InvalidInputException(
            "--size "
                + width
                + "x"
                + height
                + ": width and height must be multiples of "
                + side
                + ", the pixels of a token");
      }
    }
    if (width == 0 || height == 0) {
      throw new InvalidInputException(
          file
              + ": has "
              + picture
              + ", less than a token of "
              + side
              + " x "
              + side
              + "; give --size");
    }
    long tokens = (long) (width / side) * (height / side);
    if (tokens > MOST_TOKENS) {
      throw new InvalidInputException(
          file
              + ": "
              + width
              + " x "
              + height
              + " pixels are "
              + tokens
              + " tokens, more than "
              + MOST_TOKENS
              + "; give a smaller --size");
    }
    return tokenizer.encode(CentreCrop.of(picture, width, height));
  }
}
