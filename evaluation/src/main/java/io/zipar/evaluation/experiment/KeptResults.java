/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.pipeline.output.StagedOutput;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The results of finished combinations in the folder of an evaluation, a file each, so that an
 * interrupted evaluation can go on. Settings are kept beside them: results of different settings
 * are not mixed.
 */
@ApiStatus.Experimental(since = "0.1")
public final class KeptResults {
  private static final String NAME = "results";
  private static final String FOLDER = "combinations";
  private static final String SETTINGS = "settings.json";
  private static final int QUOTED = 200;

  private final Path folder;
  private final Consumer<Runnable> cleanups;

  /**
   * Names the folder; nothing is touched.
   *
   * @param out the folder of the evaluation
   * @param cleanups receives what is to be done if the program has to end in the middle of a file
   */
  public KeptResults(Path out, Consumer<Runnable> cleanups) {
    this.folder = out.resolve(FOLDER);
    this.cleanups = cleanups;
  }

  /**
   * Checks, before anything is computed, that this evaluation may begin or go on here, and leaves
   * the settings for a later one.
   *
   * @param settings what all combinations share
   * @param resume whether the user wants to go on
   * @throws InvalidInputException if results are there and are not to be used, or are of other
   *     settings
   */
  public void begin(JsonObject settings, boolean resume) {
    Path file = folder.resolve(SETTINGS);
    if (!Files.exists(file)) {
      write(SETTINGS, settings);
      return;
    }
    if (!resume) {
      throw new InvalidInputException(
          folder.getParent() + ": holds an evaluation; resume it, or name another folder");
    }
    JsonObject kept = read(file);
    for (String name : settings.keySet()) {
      if (!Objects.equals(String.valueOf(settings.get(name)), String.valueOf(kept.get(name)))) {
        throw new InvalidInputException(
            folder.getParent()
                + ": cannot go on, "
                + name
                + (kept.has(name)
                    ? " was " + OneLine.of(String.valueOf(kept.get(name)), QUOTED)
                    : " was not recorded")
                + " and is "
                + settings.get(name)
                + "; name another folder");
      }
    }
  }

  /**
   * Finds the result of a combination.
   *
   * @param combination what was measured
   * @return its row, if it is finished
   * @throws InvalidInputException if the file is broken
   */
  public Optional<MeasuredRow> find(Combination combination) {
    Path file = folder.resolve(name(combination));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonObject json = read(file);
    try {
      return Optional.of(RowJson.read(json));
    } catch (RuntimeException e) {
      throw broken(file, e);
    }
  }

  /**
   * Keeps the result of a combination.
   *
   * @param combination what was measured
   * @param row what was found
   */
  public void keep(Combination combination, MeasuredRow row) {
    write(name(combination), RowJson.write(row));
  }

  private void write(String name, JsonObject content) {
    try (StagedOutput output = new StagedOutput()) {
      cleanups.accept(output::close);
      Path file = output.addFolder(NAME, folder).resolve(name);
      output.write(file, new JsonFile(content).content());
      output.commit();
    }
  }

  /** Readable, and by its end different for every combination. */
  private static String name(Combination combination) {
    String text = combination.toString();
    return text.replaceAll("[^A-Za-z0-9.=]+", "-")
        + "-"
        + Integer.toHexString(text.hashCode())
        + ".json";
  }

  private static JsonObject read(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | RuntimeException e) {
      throw broken(file, e);
    }
  }

  private static InvalidInputException broken(Path file, Exception cause) {
    return new InvalidInputException(
        file + ": cannot be read as a result; remove it to measure it again", cause);
  }
}
