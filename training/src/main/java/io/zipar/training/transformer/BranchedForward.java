/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Parameters.Initial;

/**
 * FlashAR on LlamaGen over whole pictures, anti-diagonal by anti-diagonal, in a form that can be
 * differentiated. One head knows what is right of a cell, the other what is below; a gate mixes
 * both. Not safe for several threads.
 */
final class BranchedForward {
  private static final int LIMIT = 6;
  private static final float LEAST_SQUARE = 1e-6f;

  private final Parameters parameters;
  private final TransformerShape shape;
  private final Branch branch;
  private final TransformerForward transformer;
  private final Arrangement arrangement;

  /** Targets whose heads are mixed, and targets that have the horizontal head alone. */
  private final NDArray mixed;

  private final NDArray horizontal;

  /**
   * A network.
   *
   * @param manager owns its tables
   * @param parameters its weights, all of them
   * @param shape of the backbone
   * @param branch behind it
   */
  BranchedForward(NDManager manager, Parameters parameters, TransformerShape shape, Branch branch) {
    this.parameters = parameters;
    this.shape = shape;
    this.branch = branch;
    this.arrangement = Arrangement.diagonals(shape.columns());
    this.transformer = new TransformerForward(manager, parameters, shape, arrangement);
    float[] both = new float[shape.cells()];
    float[] left = new float[shape.cells()];
    for (int cell = 0; cell < shape.cells(); cell++) {
      boolean interior = cell >= shape.columns() && cell % shape.columns() > 0;
      both[cell] = interior || cell == 0 ? 1 : 0;
      left[cell] = cell > 0 && cell < shape.columns() ? 1 : 0;
    }
    this.mixed = manager.create(both, new Shape(1, both.length, 1));
    this.horizontal = manager.create(left, new Shape(1, left.length, 1));
  }

  /**
   * What the backbone gives.
   *
   * @param source the stream that the branch takes
   * @param ahead the stream behind the last layer
   */
  record Streams(NDArray source, NDArray ahead) {
    /** The same without a gradient. */
    Streams frozen() {
      return new Streams(source.stopGradient(), ahead.stopGradient());
    }
  }

  /**
   * Logits of every cell of every picture: batch x cells x vocabulary, cells in raster order.
   *
   * @param mixed what the model says
   * @param below the vertical head alone; in the first row, but the corner, of no meaning
   */
  record Guesses(NDArray mixed, NDArray below) {}

  /** The cells in the order in which {@link #streams} takes them. */
  Arrangement arrangement() {
    return arrangement;
  }

  /**
   * Runs the backbone.
   *
   * @param labels batch classes, the number of classes for none
   * @param inputs batch x (cells - 1) tokens, as they are arranged
   */
  Streams streams(NDArray labels, NDArray inputs) {
    NDArray source = transformer.blocks(transformer.embedded(labels, inputs), 0, branch.start());
    return new Streams(source, transformer.blocks(source, branch.start(), shape.layers()));
  }

  /** Runs the branch, the heads and the gate. */
  Guesses guesses(Streams streams) {
    int layers = shape.layers();
    NDArray branched = transformer.blocks(streams.source(), layers, layers + branch.layers());
    NDArray right = head(cellsOf(streams.ahead(), 1), "norm.weight", "output.weight");
    NDArray below =
        head(cellsOf(branched, shape.columns()), "medusa_norm.weight", "medusa_output.weight");
    NDArray share = gate(right, below).mul(mixed).add(horizontal);
    return new Guesses(below.add(right.sub(below).mul(share)), below);
  }

  /** For every target the row of the cell so many before it; the class's where there is none. */
  private NDArray cellsOf(NDArray stream, int back) {
    int slots = shape.cells();
    long[] rows = new long[Math.toIntExact(stream.getShape().get(0)) * slots];
    for (int i = 0; i < rows.length; i++) {
      int cell = i % slots;
      boolean known = back == 1 ? cell % shape.columns() > 0 : cell >= back;
      int slot = known ? arrangement.slotOf(cell - back) : 0;
      rows[i] = i - cell + slot;
    }
    NDManager scratch = stream.getManager();
    return TransformerForward.rows(stream.reshape(-1, shape.width()), scratch.create(rows))
        .reshape(-1, slots, shape.width());
  }

  private NDArray head(NDArray rows, String norm, String output) {
    NDArray matrix = parameters.get(output, Initial.ZEROS, 0, shape.vocabulary(), shape.width());
    return TransformerForward.linear(transformer.norm(norm, rows), matrix);
  }

  /** The share of the horizontal head, which nothing but the gate learns from. */
  private NDArray gate(NDArray right, NDArray below) {
    int[] last = {2};
    NDArray both = NDArrays.concat(new NDList(right.stopGradient(), below.stopGradient()), 2);
    NDArray centred = both.sub(both.mean(last, true));
    NDArray root = centred.square().mean(last, true).maximum(LEAST_SQUARE).sqrt();
    NDArray entry = centred.div(root).clip(-LIMIT, LIMIT);
    NDArray hidden = TransformerForward.linear(entry, parameters.all().get("hv_gate_mlp.0.weight"));
    NDArray active = hidden.mul(hidden.getNDArrayInternal().sigmoid());
    return TransformerForward.linear(active, parameters.all().get("hv_gate_mlp.2.weight"))
        .add(parameters.all().get("hv_gate_mlp.2.bias"))
        .getNDArrayInternal()
        .sigmoid();
  }
}
