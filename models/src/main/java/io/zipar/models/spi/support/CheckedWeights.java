/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes weights from a checkpoint and notes those that are missing or of the wrong shape. */
public final class CheckedWeights implements WeightSource {
  private static final int SHOWN = 3;

  private final TensorStore tensors;
  private final Problems problems;
  private final Set<String> taken = new HashSet<>();

  /**
   * Takes from a store.
   *
   * @param tensors the tensors
   * @param problems receives what is wrong
   */
  public CheckedWeights(TensorStore tensors, Problems problems) {
    this.tensors = tensors;
    this.problems = problems;
  }

  @Override
  public Tensor take(String name, long... dimensions) {
    Shape wanted = Shape.of(dimensions);
    taken.add(name);
    Optional<Tensor> found = tensors.find(name);
    if (found.isEmpty()) {
      problems.add("tensor " + name + " " + wanted + " is missing");
    } else if (!found.get().shape().equals(wanted)) {
      problems.add("tensor " + name + " is " + found.get().shape() + ", expected " + wanted);
    }
    return found.orElseGet(() -> new AbsentTensor(name, wanted));
  }

  /**
   * Notes tensors that nobody took. The authors ignore them, but one that stands for an extension
   * of the network would then change every picture without a word.
   *
   * @param harmless tells by its name whether a tensor may be ignored
   */
  public void refuseOthers(Predicate<String> harmless) {
    List<String> others =
        tensors.names().stream()
            .filter(name -> !taken.contains(name) && !harmless.test(name))
            .toList();
    if (!others.isEmpty()) {
      int hidden = others.size() - SHOWN;
      problems.add(
          "unexpected tensor"
              + (others.size() > 1 ? "s " : " ")
              + String.join(", ", others.subList(0, Math.min(SHOWN, others.size())))
              + (hidden > 0 ? " and " + hidden + " more" : "")
              + ", this network has no place for them");
    }
  }
}
