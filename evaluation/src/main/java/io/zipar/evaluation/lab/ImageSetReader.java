/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.json.Fields;
import io.zipar.models.CaptionFile;
import io.zipar.models.format.FileProblem;
import io.zipar.pipeline.ClassRange;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads which images there are.
 *
 * @param resolve finds a file that is named
 */
record ImageSetReader(Function<String, Path> resolve) {
  static final List<String> NAMES =
      List.of(
          "classes",
          "prompts",
          "negativePrompt",
          "textEncoder",
          "captions",
          "count",
          "seed",
          "batch");
  private static final List<String> KINDS = List.of("classes", "prompts", "captions");
  private static final int MOST = 10_000_000;

  ImageSet read(Fields fields) {
    fields.only(NAMES);
    List<String> kinds = KINDS.stream().filter(kind -> fields.json().has(kind)).toList();
    if (kinds.size() != 1) {
      throw new InvalidInputException(
          fields.where() + ": give one of classes, prompts and captions, not " + kinds);
    }
    for (String name : List.of("negativePrompt", "textEncoder")) {
      if (fields.value(name).isPresent() && !kinds.contains("prompts")) {
        throw new InvalidInputException(fields.where() + ": " + name + " belongs to prompts");
      }
    }
    Map<String, Path> files = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    List<Subject> subjects =
        switch (kinds.get(0)) {
          case "classes" -> classes(fields, names);
          case "prompts" -> prompts(fields, names, files);
          default -> captions(fields, names, files);
        };
    int count = fields.whole("count", 1).orElse(1);
    if ((long) count * subjects.size() > MOST) {
      throw new InvalidInputException(
          fields.where() + ": count " + count + " makes more than " + MOST + " images");
    }
    long seed =
        fields
            .value("seed")
            .map(each -> fields.whole("seed", each, 0, Long.MAX_VALUE / 2))
            .orElse(0L);
    return new ImageSet(
        subjects,
        names,
        files,
        count,
        seed,
        fields.whole("batch", 1).orElse(ImageOrder.DEFAULT_BATCH));
  }

  private static List<Subject> classes(Fields fields, List<String> names) {
    List<Subject> subjects = new ArrayList<>();
    for (JsonElement each : fields.list("classes")) {
      boolean isLabel = each.isJsonPrimitive() && each.getAsJsonPrimitive().isNumber();
      String text =
          isLabel
              ? Long.toString(fields.whole("classes", each, 0, Integer.MAX_VALUE))
              : fields.text("classes", each);
      ClassRange.each(text)
          .filter(label -> !names.contains("class " + label))
          .forEach(
              label -> {
                names.add("class " + label);
                subjects.add(Subject.ofClass(label));
              });
    }
    return subjects;
  }

  private List<Subject> prompts(Fields fields, List<String> names, Map<String, Path> files) {
    Path file = resolve.apply(fields.text("prompts").orElseThrow());
    FileProblem.requireRegular(file);
    Optional<String> negative = fields.text("negativePrompt");
    Optional<Path> encoder = fields.text("textEncoder").map(resolve);
    if (negative.isPresent() && encoder.isPresent()) {
      throw new InvalidInputException(
          fields.where()
              + ": negativePrompt is of no use with textEncoder; guidance leads away from what the"
              + " model has learned to stand for no caption");
    }
    encoder.ifPresent(path -> files.put("textEncoder", path));
    try {
      Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(names::add);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
    if (names.isEmpty()) {
      throw new InvalidInputException(file + ": holds no prompt; write one on each line");
    }
    return names.stream()
        .<Subject>map(
            words ->
                encoder.isPresent()
                    ? new Subject.Caption(words, encoder.get())
                    : new Subject.Words(words, negative))
        .toList();
  }

  private List<Subject> captions(Fields fields, List<String> names, Map<String, Path> files) {
    List<Subject> subjects = new ArrayList<>();
    for (String text : fields.texts("captions")) {
      Path file = resolve.apply(text);
      names.add(text);
      files.put(text, file);
      subjects.add(new Subject.Given(CaptionFile.read(file)));
    }
    return subjects;
  }
}
