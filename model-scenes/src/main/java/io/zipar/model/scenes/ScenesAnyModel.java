/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.model.scenes;

import java.util.List;

/** The model that {@code ./zipar train scenes-any} makes: any cell, whatever is known before. */
public final class ScenesAnyModel extends BundledModel {
  /** For {@link java.util.ServiceLoader}. */
  public ScenesAnyModel() {
    super(
        "scenes-any",
        "scenes, trained on to predict any cell (strategy any-order)",
        "any/",
        List.of("config.json", "model.safetensors", "training.json"),
        ofPictures());
  }
}
