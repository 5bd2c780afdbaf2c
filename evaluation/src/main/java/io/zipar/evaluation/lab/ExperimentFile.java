/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.FeatureProtocol;
import io.zipar.evaluation.PixelRange;
import io.zipar.evaluation.json.Fields;
import io.zipar.models.format.FileProblem;
import io.zipar.models.format.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the file of an experiment: JSON with comments. Paths in it are looked for beside it, and
 * else from the working folder.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentFile {
  static final List<String> OTHERS =
      List.of(
          "exclude",
          "images",
          "measures",
          "features",
          "classifier",
          "likelihood",
          "pictureSize",
          "protocol",
          "reference",
          "referenceCount",
          "resamples",
          "heldOut",
          "saveStatistics",
          "baseline",
          "timings");
  static final List<String> FEATURES = List.of("file", "size", "range", "flag");

  private static final long MOST_BYTES = 16 << 20;
  private static final int INCEPTION_SIDE = 299;
  private static final int REFERENCE_COUNT = 2000;
  private static final int RESAMPLES = 200;
  private static final int MOST_COMBINATIONS = 10_000;

  /** What a process works in; paths are taken from there by themselves. */
  private static final Path HERE = Path.of("");

  private final Path file;
  private final Path workingFolder;
  private final Fields root;

  private ExperimentFile(Path file, Path workingFolder, Fields root) {
    this.file = file;
    this.workingFolder = workingFolder;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return the experiment; values that only plugins know are not checked yet
   * @throws InvalidInputException if it cannot be read, or says something that cannot be meant; one
   *     line that names the place and what would be right
   */
  public static Experiment read(Path file) {
    FileProblem.requireRegular(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InvalidInputException(file + ": more than 16 MiB, which is no experiment");
      }
      return read(file, Files.readString(file));
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param file where it is, for errors and for the paths in it
   * @param text its content
   * @return the experiment
   * @throws InvalidInputException as {@link #read(Path)}
   */
  public static Experiment read(Path file, String text) {
    return read(file, HERE, text);
  }

  /**
   * Reads the text of a file for a process that works elsewhere.
   *
   * @param file where it is, for errors and for the paths in it
   * @param workingFolder where paths are looked for that are not beside the file
   * @param text its content
   * @return the experiment
   * @throws InvalidInputException as {@link #read(Path)}
   */
  public static Experiment read(Path file, Path workingFolder, String text) {
    JsonElement json = JsonText.parse(file.toString(), JsonComments.remove(text));
    Fields root = Fields.of(file.toString(), json, "an experiment is an object in braces");
    return new ExperimentFile(file, workingFolder, root).read();
  }

  static List<String> names() {
    List<String> names = new ArrayList<>(Axis.names());
    names.addAll(OTHERS);
    return names;
  }

  private Experiment read() {
    root.only(names());
    Map<Axis, List<JsonElement>> axes = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      List<JsonElement> values = root.list(axis.toString());
      values.forEach(value -> AxisReader.check(root, axis, value));
      if (!values.isEmpty()) {
        axes.put(axis, values.stream().map(value -> AxisReader.normal(axis, value)).toList());
      }
    }
    if (!axes.containsKey(Axis.STRATEGY)) {
      throw new InvalidInputException(
          root.where() + ": strategy is missing, for example \"strategy\": [\"ntp\"]");
    }
    long combinations = axes.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    if (combinations > MOST_COMBINATIONS) {
      throw new InvalidInputException(
          root.where() + ": more than " + MOST_COMBINATIONS + " combinations");
    }
    ImageSet images = new ImageSetReader(this::resolve).read(images());
    Experiment experiment =
        new Experiment(
            folder(),
            workingFolder,
            root.json(),
            axes,
            excluded(AxisValues.product(axes)),
            images,
            measures(),
            root.object("baseline").map(ExperimentFile::values),
            root.object("timings").map(each -> Timings.read(each, images)).orElse(Timings.NONE));
    if (experiment.combinations().isEmpty()) {
      throw new InvalidInputException(root.where() + ": exclude leaves no combination");
    }
    return experiment;
  }

  private Fields images() {
    return root.object("images")
        .orElseThrow(
            () ->
                new InvalidInputException(
                    root.where()
                        + ": images is missing, for example \"images\": {\"classes\": [0, 3],"
                        + " \"count\": 6}"));
  }

  private List<AxisPattern> excluded(List<AxisValues> all) {
    return root.list("exclude").stream()
        .map(each -> AxisPattern.read(root.object("exclude", each), all))
        .toList();
  }

  private static AxisValues values(Fields fields) {
    fields.only(Axis.names());
    JsonObject normal = new JsonObject();
    for (Axis axis : Axis.values()) {
      fields
          .value(axis.toString())
          .ifPresent(
              value -> {
                AxisReader.check(fields, axis, value);
                normal.add(axis.toString(), AxisReader.normal(axis, value));
              });
    }
    return AxisValues.read(normal);
  }

  private MeasureSettings measures() {
    Optional<Fields> features = root.object("features").map(each -> each.only(FEATURES));
    if (features.isPresent() && root.value("classifier").isPresent()) {
      throw new InvalidInputException(
          root.where() + ": features and classifier exclude each other");
    }
    if (features.isPresent() && features.get().value("file").isEmpty()) {
      throw new InvalidInputException(features.get().where() + ": file is missing");
    }
    return new MeasureSettings(
        root.texts("measures"),
        features.flatMap(each -> each.text("file")).map(this::resolve),
        root.text("classifier").map(this::resolve),
        likelihood(),
        features.flatMap(each -> each.whole("size", 1)).orElse(INCEPTION_SIDE),
        features
            .map(each -> choice(each, "range", PixelRange.SYMMETRIC))
            .orElse(PixelRange.SYMMETRIC),
        features.map(each -> each.flag("flag")).orElse(false),
        root.whole("pictureSize", 1).map(OptionalInt::of).orElse(OptionalInt.empty()),
        choice(root, "protocol", FeatureProtocol.SQUARE),
        root.text("reference").map(this::resolve),
        root.whole("referenceCount", 2).orElse(REFERENCE_COUNT),
        root.whole("resamples", 1).orElse(RESAMPLES),
        heldOut(),
        root.text("saveStatistics").map(folder()::resolve));
  }

  private Optional<JsonElement> likelihood() {
    return root.value("likelihood").map(value -> AxisReader.model(root, "likelihood", value));
  }

  private boolean heldOut() {
    boolean wanted = root.flag("heldOut");
    if (wanted && !images().json().has("classes")) {
      throw new InvalidInputException(
          root.where() + ": heldOut goes with classes; prompts have no procedural pictures");
    }
    return wanted;
  }

  /** A constant by its name in lower case. */
  private static <T extends Enum<T>> T choice(Fields fields, String name, T otherwise) {
    List<String> known =
        Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    String text = fields.text(name).orElse(otherwise.name().toLowerCase(Locale.ROOT));
    if (!known.contains(text)) {
      throw fields.wrong(name, fields.json().get(name), "one of " + String.join(", ", known));
    }
    return Enum.valueOf(otherwise.getDeclaringClass(), text.toUpperCase(Locale.ROOT));
  }

  private Path resolve(String text) {
    return Experiment.resolve(folder(), workingFolder, text);
  }

  private Path folder() {
    return file.toAbsolutePath().getParent();
  }
}
