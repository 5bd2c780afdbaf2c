/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.testkit.checkpoint.ImageTokenizerFamilyContract;
import java.nio.file.Path;

class MosaicImageTokenizersContractTest extends ImageTokenizerFamilyContract {
  @Override
  protected ImageTokenizerFamily family() {
    return new MosaicImageTokenizers();
  }

  @Override
  protected Path checkpointFile() {
    MosaicCheckpoint.write();
    return MosaicCheckpoint.IMAGE_TOKENIZER;
  }

  /** Nothing but the codebook tells how many stones there are. */
  @Override
  protected boolean isFree(String tensor, int dimension) {
    return tensor.equals("stone.pigments") && dimension == 0;
  }
}
