/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.evaluation.PictureFolder;
import io.zipar.pipeline.Completion;
import io.zipar.pipeline.GivenPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of a picture that is completed. */
final class CompletionOptions {
  private static final String PARTS = "--given-rows, --given-frames and --given-mask";

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description =
          "Picture to complete, scaled to cover the image and cut from the middle; given several"
              + " times, one for each class or prompt, or several of one. With --given-frames above"
              + " 1 a strip of frames.")
  private List<Path> pictures = List.of();

  @Option(
      names = "--given-rows",
      paramLabel = "N",
      description = "Keep the first N rows of tokens of --image.")
  private Integer rows;

  @Option(
      names = "--given-frames",
      paramLabel = "N",
      description = "Keep the first N frames of --image, and go on with the video.")
  private Integer frames;

  @Option(
      names = "--given-mask",
      paramLabel = "FILE",
      description =
          "Keep what is white in this picture, which has the size of --image or a pixel for each"
              + " token.")
  private Path mask;

  Optional<Completion> completion() {
    long parts = Stream.of(rows, frames, mask).filter(Objects::nonNull).count();
    if (pictures.isEmpty() && parts == 0) {
      return Optional.empty();
    }
    if (pictures.isEmpty()) {
      throw new InvalidInputException(
          "--image is missing, the picture to which " + PARTS + " belong");
    }
    if (parts != 1) {
      throw new InvalidInputException(
          (parts == 0 ? "--image needs one of " : "give only one of ") + PARTS);
    }
    return Optional.of(new Completion(pictures.stream().map(PictureFolder::read).toList(), part()));
  }

  private GivenPart part() {
    if (rows != null) {
      return new GivenPart.Rows(rows);
    }
    return frames != null
        ? new GivenPart.Frames(frames)
        : new GivenPart.Mask(PictureFolder.read(mask));
  }
}
