/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import io.zipar.models.disk.WholeFile;
import io.zipar.training.support.BrokenFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The held-out losses so far.
 *
 * @param file where they are kept
 * @param steps when each was measured
 * @param losses in nats per token
 */
record ValidationRecord(Path file, List<Integer> steps, List<Double> losses) {
  ValidationRecord {
    steps = List.copyOf(steps);
    losses = List.copyOf(losses);
  }

  static ValidationRecord read(Path file) throws IOException {
    List<Integer> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        for (String line : Files.readAllLines(file)) {
          String[] parts = line.split(" ");
          steps.add(Integer.valueOf(parts[0]));
          losses.add(Double.valueOf(parts[1]));
        }
      } catch (CharacterCodingException | RuntimeException e) {
        throw BrokenFile.error(file, e);
      }
    }
    return new ValidationRecord(file, steps, losses);
  }

  ValidationRecord with(int step, double loss) {
    List<Integer> moreSteps = new ArrayList<>(steps);
    List<Double> moreLosses = new ArrayList<>(losses);
    moreSteps.add(step);
    moreLosses.add(loss);
    return new ValidationRecord(file, moreSteps, moreLosses);
  }

  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      lines.add(steps.get(i) + " " + losses.get(i));
    }
    WholeFile.write(file, String.join("\n", lines) + "\n");
  }

  double best() {
    return losses.stream().min(Double::compare).orElse(Double.NaN);
  }

  /** Validations since the best one; 0 if the last is the best or there is none. */
  int sinceBest() {
    return losses.isEmpty() ? 0 : losses.size() - 1 - losses.indexOf(best());
  }
}
