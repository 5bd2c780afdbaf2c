/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What configuration and named architecture say about sizes, to be compared with the tensors.
 *
 * @param config the configuration
 * @param architecture the named architecture
 * @param problems receives every contradiction
 */
record DeclaredSizes(ModelConfig config, Optional<Architecture> architecture, Problems problems) {
  /** A number that somebody stated, and who. */
  record Declaration(String key, int value, String source) {
    @Override
    public String toString() {
      return key + " " + value + " in " + source;
    }
  }

  /** Who says what about a number. */
  List<Declaration> of(String key, Optional<ToIntFunction<TransformerSizes>> ofArchitecture) {
    List<Declaration> all = new ArrayList<>();
    config.positive(key).ifPresent(value -> all.add(new Declaration(key, value, config.name())));
    if (architecture.isPresent() && ofArchitecture.isPresent()) {
      int value = ofArchitecture.get().applyAsInt(architecture.get().sizes());
      all.add(new Declaration(key, value, "architecture " + architecture.get().name()));
    }
    return all;
  }

  void checkDimension(
      String key,
      Optional<ToIntFunction<TransformerSizes>> ofArchitecture,
      String tensor,
      Shape shape,
      int dimension) {
    for (Declaration stated : of(key, ofArchitecture)) {
      expect(tensor, shape, dimension, stated.value(), stated);
    }
  }

  void expect(String tensor, Shape found, int dimension, long wanted, Declaration because) {
    if (found.dimension(dimension) != wanted) {
      List<Long> expected = new ArrayList<>(found.dimensions());
      expected.set(dimension, wanted);
      problems.add(
          "tensor "
              + tensor
              + " is "
              + found
              + ", but "
              + because
              + " asks for "
              + new Shape(expected));
    }
  }
}
