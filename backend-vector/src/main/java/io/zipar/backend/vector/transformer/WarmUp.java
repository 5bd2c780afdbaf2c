/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Matrix;
import java.util.Arrays;

/**
 * Has the JIT compile the kernels of a first pass while a large model is loaded, which mostly waits
 * for a disk and for memory. A thread of its own computes small products of zeros, which nobody
 * sees, until it has done its rounds or is closed. Closed by whoever began it.
 */
final class WarmUp implements AutoCloseable {
  /** Weights from this many bytes on take longer to load than kernels to be compiled. */
  static final long LARGE = 256L << 20;

  /** More than the JIT needs; once all is compiled the rest takes some tens of milliseconds. */
  private static final int ROUNDS = 2000;

  private static final int ROWS = 2 * Matrix.PAIR;
  private static final int INPUTS = 1024;
  private static final int SLOTS = 64;

  /** Columns of a pass that feeds one token: with guidance and without. */
  private static final int[] COLUMNS = {2, 1};

  private final Kernels kernels;
  private final Matrix matrix;
  private final Bands keys;
  private final Columns[] inputs = new Columns[COLUMNS.length];
  private final int slots;
  private final float[] products;
  private final float[] scores;
  private final Thread thread;
  private final int rounds;
  private volatile boolean closed;

  /** A warm-up that has not begun. */
  WarmUp(Kernels kernels, Dtype dtype, int rounds) {
    this.kernels = kernels;
    this.rounds = rounds;
    this.matrix = Matrix.allocate(dtype, kernels.layout(dtype), ROWS, INPUTS);
    for (int i = 0; i < COLUMNS.length; i++) {
      inputs[i] = kernels.columns();
      inputs[i].resize(COLUMNS[i], matrix);
    }
    this.slots = kernels.paddedRows(SLOTS);
    this.keys = Bands.allocate(Bands.beside(dtype), slots * SLOTS);
    this.products = new float[Columns.SMALL * matrix.paddedRows()];
    this.scores = new float[slots];
    this.thread = new Thread(this::run, "zipar-vector-warm-up");
    thread.setDaemon(true);
  }

  /**
   * Begins to compute.
   *
   * @param kernels what is to be compiled
   * @param dtype of the matrices
   * @return the running warm-up
   */
  static WarmUp begin(Kernels kernels, Dtype dtype) {
    WarmUp warmUp = new WarmUp(kernels, dtype, ROUNDS);
    warmUp.thread.start();
    return warmUp;
  }

  /** Computes all rounds, or until it is closed. */
  void run() {
    int steps = SLOTS / keys.dtype().perWord();
    int bandStride = steps * kernels.bands().rows();
    for (int round = 0; round < rounds && !closed; round++) {
      for (Columns each : inputs) {
        kernels.product(matrix, 0, matrix.pairs(), each, products, matrix.paddedRows());
      }
      kernels.product(keys, 0, bandStride, slots, steps, products, SLOTS, 1, scores, slots);
      kernels.add(scores, 0, products, 0, slots);
      kernels.greatest(scores, 0, slots);
      kernels.exp(scores, 0, slots, 1f, 0f);
      Arrays.fill(scores, 0f);
    }
  }

  /** Whether its thread has ended. */
  boolean isOver() {
    return !thread.isAlive();
  }

  /** Ends the computing and waits for the round under way. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
