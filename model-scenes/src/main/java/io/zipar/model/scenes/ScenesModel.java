/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.model.scenes;

import java.util.List;

/** The model that {@code ./zipar train} makes. */
public final class ScenesModel extends BundledModel {
  /** For {@link java.util.ServiceLoader}. */
  public ScenesModel() {
    super(
        "scenes",
        "procedural pictures of ten classes, 24x24 tokens, 96x96 pixels",
        "",
        List.of("config.json", "model.safetensors", "training.json"),
        ofPictures());
  }
}
