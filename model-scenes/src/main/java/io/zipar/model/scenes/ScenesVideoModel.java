/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.model.scenes;

import java.util.List;

/** The short videos that {@code ./zipar train scenes-video} makes. */
public final class ScenesVideoModel extends BundledModel {
  /** For {@link java.util.ServiceLoader}. */
  public ScenesVideoModel() {
    super(
        "scenes-video",
        "short videos of six classes, 6 frames of 12x12 tokens, 48x48 pixels",
        "video/",
        List.of("config.json", "model.safetensors", "training.json", "classes.txt"),
        List.of());
  }
}
