/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.model.scenes;

import java.util.List;

/**
 * The model that {@code ./zipar train scenes-flashar} makes: a token from those left of it and
 * above it.
 */
public final class ScenesFlasharModel extends BundledModel {
  /** For {@link java.util.ServiceLoader}. */
  public ScenesFlasharModel() {
    super(
        "scenes-flashar",
        "scenes, trained on to predict from neighbours (strategy neighbours)",
        "flashar/",
        List.of("config.json", "model.safetensors", "training.json"),
        ofPictures());
  }
}
