/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.models.spi.PackagedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a chosen model is. With neither, the backend brings it.
 *
 * @param path a checkpoint file or a folder
 * @param packaged a model that comes as a jar
 */
record ModelPlace(Optional<Path> path, Optional<PackagedModel> packaged) {
  static ModelPlace of(ModelChoice choice, List<PackagedModel> packaged) {
    Optional<String> text = choice.text();
    boolean builtIn =
        text.isEmpty()
            && (choice.backend().backend().builtInModel().isPresent()
                || choice.imageTokenizer().isPresent()
                || choice.architecture().isPresent());
    Optional<String> name =
        builtIn ? Optional.empty() : Optional.of(text.orElse(ModelChoice.DEFAULT));
    Optional<PackagedModel> found =
        name.filter(given -> text.isEmpty() || !Files.exists(Path.of(given)))
            .flatMap(
                given -> packaged.stream().filter(each -> each.name().equals(given)).findFirst());
    return new ModelPlace(found.isPresent() ? Optional.empty() : text.map(Path::of), found);
  }

  /** What the user would write for it, if there is something to write. */
  Optional<String> text() {
    return packaged.map(PackagedModel::name).or(() -> path.map(Path::toString));
  }
}
