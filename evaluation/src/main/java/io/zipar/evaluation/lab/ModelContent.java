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

  private String content(String text) {
    if (Files.exists(Path.of(text))) {
      return FileIdentity.ofCheckpoint(Path.of(text));
    }
    List<PackagedModel> packaged = files.packaged();
    Optional<PackagedModel> found =
        packaged.stream().filter(each -> each.name().equals(text)).findFirst();
    try {
      PackagedModel model = found.orElseThrow(() -> unknown(text, packaged));
      return FileIdentity.of(model.files().stream().sorted().toList(), model::open);
    } catch (IOException e) {
      throw new ZiparException("model '" + text + "' cannot be read: " + SystemReason.of(e), e);
    }
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
