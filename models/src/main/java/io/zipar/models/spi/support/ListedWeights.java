/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.spi.TensorSpec;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Notes which weights a network asks for. */
@ApiStatus.Experimental(since = "0.1")
public final class ListedWeights implements WeightSource {
  private final List<TensorSpec> specs = new ArrayList<>();

  /** Begins an empty list. */
  public ListedWeights() {}

  @Override
  public Tensor take(String name, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    TensorSpec.Fill fill = shape.rank() == 1 ? TensorSpec.Fill.ONES : TensorSpec.Fill.RANDOM;
    specs.add(new TensorSpec(name, shape, fill));
    return new AbsentTensor(name, shape);
  }

  /**
   * Says how many weights there are.
   *
   * @return for example {@code 343M parameters}
   */
  public String describeParameters() {
    long count = specs.stream().mapToLong(spec -> spec.shape().elements()).sum();
    String rounded =
        count < 1_000_000 ? (count + 500) / 1000 + "K" : (count + 500_000) / 1_000_000 + "M";
    return rounded + " parameters";
  }

  /**
   * The list so far.
   *
   * @return what was asked for, in that order
   */
  public List<TensorSpec> specs() {
    return List.copyOf(specs);
  }
}
