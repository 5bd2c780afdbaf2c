/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.testkit.checkpoint.TransformerFamilyContract;
import java.nio.file.Path;

class MosaicTransformersContractTest extends TransformerFamilyContract {
  @Override
  protected TransformerFamily family() {
    return new MosaicTransformers();
  }

  @Override
  protected Path checkpointFile() {
    MosaicCheckpoint.write();
    return MosaicCheckpoint.TRANSFORMER;
  }

  @Override
  protected Conditioning conditioning() {
    return new ClassLabel(2);
  }

  /** Nothing but this table tells how many motifs there are. */
  @Override
  protected boolean isFree(String tensor, int dimension) {
    return tensor.equals(MosaicWeights.MOTIFS) && dimension == 0;
  }
}
