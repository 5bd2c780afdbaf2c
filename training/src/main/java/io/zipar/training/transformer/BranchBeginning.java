/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.training.network.Parameters;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a model of two heads begins: as a copy of one that predicts successors. Of the hidden units
 * of its feed-forward networks those stay that weigh most.
 */
final class BranchBeginning {
  private static final String GATE = "hv_gate_mlp.";
  private static final String LAYERS = "layers.";
  private static final String INTO_1 = "feed_forward.w1.weight";
  private static final String INTO_3 = "feed_forward.w3.weight";
  private static final String OUT_OF = "feed_forward.w2.weight";

  private final NDManager scratch;
  private final Map<String, NDArray> teacher;
  private final TransformerShape shape;

  /**
   * Prepares a beginning.
   *
   * @param scratch owns what is computed on the way
   * @param teacher the weights that are copied
   * @param shape of what begins; its feed-forward networks may be narrower than the teacher's
   */
  BranchBeginning(NDManager scratch, Parameters teacher, TransformerShape shape) {
    this.scratch = scratch;
    this.teacher = teacher.all();
    this.shape = shape;
  }

  /**
   * Puts every weight in. The layers of the branch copy those that take the same stream, both heads
   * are the teacher's, and the gate mixes them evenly.
   */
  void fill(Parameters parameters, Branch branch) {
    teacher.forEach(
        (name, array) -> {
          if (!name.startsWith(LAYERS)) {
            parameters.restore(name, array);
          }
        });
    for (int layer = 0; layer < shape.layers(); layer++) {
      copyLayer(parameters, layer, layer);
    }
    for (int i = 0; i < branch.layers(); i++) {
      int source = Math.min(branch.start() + i, shape.layers() - 1);
      copyLayer(parameters, source, shape.layers() + i);
    }
    parameters.restore("medusa_norm.weight", teacher.get("norm.weight"));
    parameters.restore("medusa_output.weight", teacher.get("output.weight"));
    int width = branch.gateWidth();
    parameters.matrix(GATE + "0.weight", 1, width, 2L * shape.vocabulary());
    parameters.get(GATE + "2.weight", Parameters.Initial.ZEROS, 0, 1, width);
    parameters.get(GATE + "2.bias", Parameters.Initial.ZEROS, 0, 1);
  }

  private void copyLayer(Parameters parameters, int from, int to) {
    String source = LAYERS + from + ".";
    int[] kept = heaviest(source);
    teacher.forEach(
        (name, array) -> {
          if (name.startsWith(source)) {
            String rest = name.substring(source.length());
            parameters.restore(
                LAYERS + to + "." + rest,
                switch (rest) {
                  case INTO_1, INTO_3 -> rows(array, kept);
                  case OUT_OF -> columns(array, kept);
                  default -> array;
                });
          }
        });
  }

  /** The hidden units by the product of the norms of their weights, in ascending order. */
  private int[] heaviest(String layer) {
    float[] first = norms(teacher.get(layer + INTO_1), 1);
    float[] third = norms(teacher.get(layer + INTO_3), 1);
    float[] second = norms(teacher.get(layer + OUT_OF), 0);
    Comparator<Integer> byWeight =
        Comparator.comparingDouble(unit -> -(double) first[unit] * second[unit] * third[unit]);
    return IntStream.range(0, first.length)
        .boxed()
        .sorted(byWeight)
        .limit(shape.feedForwardWidth())
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static float[] norms(NDArray matrix, int axis) {
    return matrix.square().sum(new int[] {axis}).sqrt().toFloatArray();
  }

  private NDArray rows(NDArray matrix, int[] kept) {
    int width = Math.toIntExact(matrix.getShape().get(1));
    float[] all = matrix.toFloatArray();
    float[] part = new float[kept.length * width];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(all, kept[i] * width, part, i * width, width);
    }
    return scratch.create(part, new Shape(kept.length, width));
  }

  /** Row-major, as a restored state has it: a transposed view would round products differently. */
  private NDArray columns(NDArray matrix, int[] kept) {
    int height = Math.toIntExact(matrix.getShape().get(0));
    int width = Math.toIntExact(matrix.getShape().get(1));
    float[] all = matrix.toFloatArray();
    float[] part = new float[height * kept.length];
    for (int i = 0; i < part.length; i++) {
      part[i] = all[i / kept.length * width + kept[i % kept.length]];
    }
    return scratch.create(part, new Shape(height, kept.length));
  }
}
