/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The packaged models: {@code scenes}, a small LlamaGen that paints ten classes of pictures, and
 * what was trained on from it, for other strategies and for videos.
 */
module io.zipar.model.scenes {
  requires io.zipar.models;

  provides io.zipar.models.spi.PackagedModel with
      io.zipar.model.scenes.ScenesModel,
      io.zipar.model.scenes.ScenesAnyModel,
      io.zipar.model.scenes.ScenesFlasharModel,
      io.zipar.model.scenes.ScenesMedusaModel,
      io.zipar.model.scenes.ScenesVideoModel;
}
