/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.spi.support.OneLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Takes weights from a checkpoint and notes those that are missing or of the wrong shape. */
@ApiStatus.Experimental(since = "0.1")
public final class CheckedWeights implements WeightSource {
  private static final int SHOWN = 3;
  private static final Logger LOG = System.getLogger(CheckedWeights.class.getName());

  /** Weights that belong to others and change them. */
  private static final Pattern ADAPTER =
      Pattern.compile("(^|.*\\.)(lora_|dora_|ia3_|adapter|oft_|hada_|lokr_).*");

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
   * Notes tensors that nobody took as problems, for networks whose authors' loader refuses them.
   *
   * @param harmless tells by its name whether a tensor may be ignored
   */
  public void refuseOthers(Predicate<String> harmless) {
    List<String> others = others(harmless);
    if (!others.isEmpty()) {
      problems.add(
          "unexpected " + shown(others) + ", this network has no place for " + them(others));
    }
  }

  /**
   * Names tensors that nobody took in the log, for networks whose authors' loader ignores them.
   * Adapters (LoRA and its kin) are a problem all the same: without them the network is another.
   *
   * @param harmless tells by its name whether a tensor is not worth a word
   */
  public void passOver(Predicate<String> harmless) {
    List<String> adapters =
        others(harmless).stream().filter(name -> ADAPTER.matcher(name).matches()).toList();
    if (!adapters.isEmpty()) {
      problems.add(
          "has adapters, " + shown(adapters) + "; merge them into the weights and save it again");
    }
    List<String> others = others(name -> harmless.test(name) || ADAPTER.matcher(name).matches());
    if (!others.isEmpty()) {
      LOG.log(
          Level.WARNING,
          OneLine.of(
              tensors.describe()
                  + ": passes over "
                  + shown(others)
                  + ", as the authors do; this network has no place for "
                  + them(others)));
    }
  }

  private List<String> others(Predicate<String> harmless) {
    return tensors.names().stream()
        .filter(name -> !taken.contains(name) && !harmless.test(name))
        .toList();
  }

  private static String shown(List<String> names) {
    int hidden = names.size() - SHOWN;
    return "tensor"
        + (names.size() > 1 ? "s " : " ")
        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (hidden > 0 ? " and " + hidden + " more" : "");
  }

  private static String them(List<String> names) {
    return names.size() > 1 ? "them" : "it";
  }
}
