/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.ZiparException;
import io.zipar.evaluation.FileIdentity;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Names the content of models, of each once. Used by one thread. */
final class ModelContent {
  private final ModelFiles files;
  private final Map<String, String> known = new HashMap<>();

  ModelContent(ModelFiles files) {
    this.files = files;
  }

  /**
   * Names the files of a model; its image tokenizer decides no token, but belongs to them.
   *
   * @throws InvalidInputException if there is no such model
   */
  String of(ModelChoice choice) {
    if (choice.text().isEmpty() && choice.backend().backend().builtInModel().isPresent()) {
      return "the backend's own model";
    }
    String text = choice.text().orElse(ModelChoice.DEFAULT);
    return known.computeIfAbsent(text, this::content);
  }

  /**
   * Names some files of a packaged model: different models may bring the same.
   *
   * @return empty where the model is not a packaged one, or has none
   */
  Optional<String> part(ModelChoice choice, Predicate<String> wanted) {
    String text = choice.text().orElse(ModelChoice.DEFAULT);
    boolean isElsewhere =
        Files.exists(Path.of(text))
            || choice.text().isEmpty() && choice.backend().backend().builtInModel().isPresent();
    if (isElsewhere) {
      return Optional.empty();
    }
    PackagedModel model = packaged(text);
    List<String> names = model.files().stream().filter(wanted).sorted().toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(content(model, names));
  }

  private String content(String text) {
    if (Files.exists(Path.of(text))) {
      return FileIdentity.ofCheckpoint(Path.of(text));
    }
    PackagedModel model = packaged(text);
    return content(model, model.files().stream().sorted().toList());
  }

  private static String content(PackagedModel model, List<String> names) {
    try {
      return FileIdentity.of(names, model::open);
    } catch (IOException e) {
      throw new ZiparException(
          "model '" + model.name() + "' cannot be read: " + SystemReason.of(e), e);
    }
  }

  private PackagedModel packaged(String text) {
    List<PackagedModel> packaged = files.packaged();
    return packaged.stream()
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElseThrow(() -> unknown(text, packaged));
  }

  private static InvalidInputException unknown(String text, List<PackagedModel> packaged) {
    List<String> names = packaged.stream().map(PackagedModel::name).toList();
    return new InvalidInputException(
        "model "
            + text
            + ": no such file or folder, and no model that comes with the program"
            + NearestName.hint(names, text)
            + "; those: "
            + String.join(", ", names));
  }
}
