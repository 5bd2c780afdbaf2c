/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.evaluation.FeatureStatistics;
import io.zipar.evaluation.PictureFolder;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.StatisticsFile;
import io.zipar.pipeline.Progress;
import io.zipar.pipeline.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What generated pictures are compared with.
 *
 * @param path a folder of pictures or a file of statistics; empty for the procedural pictures
 * @param count how many procedural pictures
 * @param classes the classes of the procedural pictures
 */
@ApiStatus.Experimental(since = "0.1")
public record Reference(Optional<Path> path, int count, List<Integer> classes) {
  private static final int TOGETHER = 32;

  /** Pairs of them are compared, and the features of the usual network take 80 MB. */
  private static final int MOST_ROWS = 10_000;

  /**
   * Checks what can be checked before anything is loaded.
   *
   * @throws InvalidInputException if there is no such path, there are too few pictures, or a class
   *     is none of the procedural ones
   */
  public Reference {
    classes = List.copyOf(classes);
    path.ifPresent(Reference::existing);
    if (path.isEmpty()) {
      if (count < 2) {
        throw new InvalidInputException("reference count " + count + " is not at least 2");
      }
      for (int label : classes) {
        if (!ScenePictures.has(label)) {
          throw new InvalidInputException(
              "class " + label + " is none of the procedural pictures: give another reference");
        }
      }
    }
  }

  /**
   * A path that is there.
   *
   * @param path of a reference
   * @return the path
   * @throws InvalidInputException if it is not there
   */
  public static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new InvalidInputException("reference " + path + ": no such file or folder");
    }
    return path;
  }

  /** Where it comes from, in words. */
  @Override
  public String toString() {
    return path.map(Path::toString).orElse(count + " procedural pictures, held out");
  }

  /**
   * Says how many of the files of a folder are read.
   *
   * @return for example {@code reference photos: 90 of 100 files are read as pictures; left out: 10
   *     webp (the first: photos/1.webp)}; empty where it is no folder
   * @throws InvalidInputException if the folder cannot be listed or holds no picture to read
   */
  public Optional<String> coverage() {
    return path.filter(Files::isDirectory)
        .map(folder -> "reference " + folder + ": " + PictureFolder.list(folder).coverage());
  }

  /**
   * Computes or reads the features. Single pictures' are kept of at most 10,000, spread evenly over
   * a larger reference; the statistics are of all.
   *
   * @param features of the pictures
   * @param watch looks on
   * @return the features
   * @throws InvalidInputException if a picture or the file is broken, or the statistics are of
   *     another network
   */
  public ReferenceFeatures load(PictureFeatures features, Watch watch) {
    if (path.isPresent() && Files.isDirectory(path.get())) {
      List<Path> files = PictureFolder.list(path.get()).files();
      if (files.size() < 2) {
        throw new InvalidInputException(
            "reference " + path.get() + ": holds a single picture to read");
      }
      return collect(
          files.size(),
          features,
          watch,
          (from, to) -> files.subList(from, to).stream().map(PictureFolder::read).toList());
    }
    if (path.isPresent()) {
      return new ReferenceFeatures(read(path.get(), features), Optional.empty());
    }
    ScenePictures pictures = ScenePictures.reference(classes);
    return collect(count, features, watch, pictures::pictures);
  }

  private static FeatureStatistics read(Path file, PictureFeatures features) {
    StatisticsFile saved = StatisticsFile.read(file);
    int width = saved.statistics().width();
    if (width != features.network().width()) {
      throw new InvalidInputException(
          "reference "
              + file
              + ": has "
              + width
              + " features, the network has "
              + features.network().width());
    }
    if (saved.network().filter(name -> !name.equals(features.toString())).isPresent()) {
      throw new InvalidInputException(
          "reference "
              + file
              + ": is of another network ("
              + saved.network().get()
              + "), not of "
              + features);
    }
    return saved.statistics();
  }

  private static ReferenceFeatures collect(
      int count,
      PictureFeatures features,
      Watch watch,
      BiFunction<Integer, Integer, List<PixelImage>> pictures) {
    FeatureStatistics.Accumulator accumulator =
        new FeatureStatistics.Accumulator(features.network().width());
    int kept = Math.min(count, MOST_ROWS);
    List<float[]> rows = new ArrayList<>();
    try (Progress.Task task = watch.progress().begin("reference", count)) {
      for (int from = 0; from < count; from += TOGETHER) {
        watch.throwIfCancelled();
        int to = Math.min(count, from + TOGETHER);
        float[][] computed = features.of(pictures.apply(from, to)).rows();
        accumulator.add(List.of(computed));
        for (int i = from; i < to; i++) {
          if ((long) i * kept / count >= rows.size()) {
            rows.add(computed[i - from]);
          }
          task.advance();
        }
      }
    }
    return new ReferenceFeatures(
        accumulator.statistics(), Optional.of(rows.toArray(float[][]::new)));
  }
}
