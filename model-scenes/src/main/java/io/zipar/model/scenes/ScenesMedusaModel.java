/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.model.scenes;

import java.util.List;

/** The model {@code scenes} with the heads that {@code ./zipar train scenes-medusa} makes. */
public final class ScenesMedusaModel extends BundledModel {
  /** For {@link java.util.ServiceLoader}. */
  public ScenesMedusaModel() {
    super(
        "scenes-medusa",
        "scenes with draft heads (strategy medusa)",
        "medusa/",
        List.of("medusa_lm_head.json", "medusa_lm_head.safetensors", "training.json"),
        ofPictures("config.json", "model.safetensors"));
  }
}
