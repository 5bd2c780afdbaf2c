/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.Optional;

/** What the tensors tell of the conditioning. */
sealed interface PrefixSizes {
  /** Compares it with what is stated elsewhere; every contradiction becomes a problem. */
  void check(DeclaredSizes stated);

  /** The embedding of classes. */
  record Classes(Shape table) implements PrefixSizes {
    static Classes of(TensorSizes anchors) {
      return new Classes(anchors.shape(GptWeights.CLASSES, 2));
    }

    /** The row behind the last class stands for no class. */
    int count() {
      return (int) table.dimension(0) - 1;
    }

    @Override
    public void check(DeclaredSizes stated) {
      for (DeclaredSizes.Declaration each : stated.of("num_classes", Optional.empty())) {
        stated.expect(GptWeights.CLASSES, table, 0, each.value() + 1L, each);
      }
      if (table.dimension(0) < 2) {
        stated
            .problems()
            .add("tensor " + GptWeights.CLASSES + " is " + table + ", expected 2 rows or more");
      }
      stated.of("cls_token_num", Optional.empty()).stream()
          .filter(each -> each.value() != 1)
          .forEach(each -> stated.problems().add(each + " must be 1 for c2i"));
    }
  }

  /** The features of a caption that stand for none, as many as the caption has slots. */
  record Caption(Shape unconditional) implements PrefixSizes {
    static Caption of(TensorSizes anchors) {
      return new Caption(anchors.shape(GptWeights.UNCONDITIONAL, 2));
    }

    int slots() {
      return (int) unconditional.dimension(0);
    }

    int width() {
      return (int) unconditional.dimension(1);
    }

    @Override
    public void check(DeclaredSizes stated) {
      stated.checkDimension(
          "cls_token_num", Optional.empty(), GptWeights.UNCONDITIONAL, unconditional, 0);
      stated.checkDimension(
          "caption_dim", Optional.empty(), GptWeights.UNCONDITIONAL, unconditional, 1);
    }
  }
}
