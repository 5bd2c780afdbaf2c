/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.NearestName;
import io.zipar.models.spi.PackagedModel;
import java.util.List;

/**
 * The names of a model's classes.
 *
 * @param names by label; empty where the model has none
 */
record ClassNames(List<String> names) {
  static ClassNames of(ModelPlace place) {
    return new ClassNames(place.packaged().map(PackagedModel::classNames).orElse(List.of()));
  }

  /**
   * Reads a class.
   *
   * @param text a label, or the name of a class where the model has names
   * @return the label, not checked against the model
   * @throws UnusableSettingException if it is neither
   */
  ClassLabel label(String text) {
    int named = names.indexOf(text);
    if (named >= 0) {
      return new ClassLabel(named);
    }
    try {
      return new ClassLabel(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new UnusableSettingException(
          Setting.CLASS,
          " '"
              + text
              + "' is no class label, a whole number up to "
              + Integer.MAX_VALUE
              + (names.isEmpty()
                  ? ""
                  : ", and no class name"
                      + NearestName.hint(names, text)
                      + "; the model's classes: "
                      + String.join(", ", names)),
          e);
    }
  }

  /** The name of its class where the model has names, else its description. */
  String title(Conditioning conditioning) {
    return conditioning instanceof ClassLabel label && label.label() < names.size()
        ? names.get(label.label())
        : conditioning.describe();
  }
}
