/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.PixelImage;
import io.zipar.pipeline.output.AnimatedPng;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what was decoded: a picture as a PNG file, a video as an animated one and as a strip of
 * its frames side by side.
 *
 * @param output where they are staged
 * @param folder where they are to appear
 */
record PictureFiles(StagedOutput output, Path folder) {
  private static final int FRAME_MILLIS = 200;

  /** Writes one picture or video; returns the names of the files, the one to show first. */
  List<String> write(String name, List<PixelImage> frames) {
    String shown = name + ".png";
    if (frames.size() == 1) {
      output.write(folder.resolve(shown), Pictures.png(Pictures.of(frames.get(0))));
      return List.of(shown);
    }
    String strip = name + "-strip.png";
    output.write(
        folder.resolve(shown),
        AnimatedPng.of(frames.stream().map(Pictures::of).toList(), FRAME_MILLIS));
    output.write(folder.resolve(strip), Pictures.png(Pictures.of(Pictures.strip(frames))));
    return List.of(shown, strip);
  }
}
