/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.pipeline.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The images that every combination generates.
 *
 * @param subjects what they show
 * @param names of the subjects as the file has them, one each, in their order
 * @param files whose content decides what the subjects are: caption features and text encoders
 * @param count images of each subject
 * @param seed of the first image; each further one has the next
 * @param batch how many go through the model together
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageSet(
    List<Subject> subjects,
    List<String> names,
    Map<String, Path> files,
    int count,
    long seed,
    int batch) {
  /** Copies the lists. */
  public ImageSet {
    subjects = List.copyOf(subjects);
    names = List.copyOf(names);
    files = Map.copyOf(files);
  }

  /**
   * How many images a combination has.
   *
   * @return at least 1
   */
  public int size() {
    return subjects.size() * count;
  }

  /**
   * What an image shows.
   *
   * @param image its number, from 0
   * @return the name of its subject
   */
  String subject(int image) {
    return names.get(image / count);
  }
}
