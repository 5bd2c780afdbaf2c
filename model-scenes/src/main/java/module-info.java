/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The packaged model {@code scenes}: a small LlamaGen that paints ten classes of pictures. */
module io.zipar.model.scenes {
  requires io.zipar.models;

  provides io.zipar.models.spi.PackagedModel with
      io.zipar.model.scenes.ScenesModel;
}
