/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.markov;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.spi.Lane;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.concurrent.atomic.AtomicBoolean;

/** The model: how many tokens there are, and how strongly neighbours attract each other. */
final class MarkovModel implements TokenModel {
  private static final int CLASSES = 1000;
  private static final int SIDE = 16;

  private final int levels;
  private final double contrast;
  private final AtomicBoolean closed = new AtomicBoolean();

  MarkovModel(int levels, double contrast) {
    this.levels = levels;
    this.contrast = contrast;
  }

  @Override
  public ModelInfo info() {
    return ModelInfo.of("markov field", levels, Grid.of(SIDE, SIDE)).withDevice("jvm", "float64");
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    if (!(conditioning instanceof ClassLabel label)) {
      throw new InvalidInputException(
          "a Markov field is conditioned on a class, not on " + conditioning.describe());
    }
    if (label.label() < 0 || label.label() >= CLASSES) {
      throw new InvalidInputException(
          "class " + label.label() + " is not in 0 ... " + (CLASSES - 1));
    }
  }

  @Override
  public ModelSession open(SessionRequest request) {
    if (closed.get()) {
      throw new IllegalStateException("the Markov field is closed");
    }
    request.requireFits(info());
    request.lanes().forEach(lane -> checkConditioning(lane.conditioning()));
    return new MarkovSession(this, request);
  }

  @Override
  public void close() {
    closed.set(true);
  }

  int levels() {
    return levels;
  }

  /** The prefix of a lane: a grey level, in the middle where there is no condition. */
  double prefix(Lane lane) {
    if (lane.role() == Lane.Role.UNCONDITIONAL) {
      return levels / 2.0;
    }
    int label = ((ClassLabel) lane.conditioning()).label();
    return label * 0.618034 % 1 * levels;
  }

  /** What a neighbour says for a token: the more alike, the better. */
  double attraction(double neighbour, int token) {
    double distance = (neighbour - token) / levels;
    return -contrast * distance * distance;
  }
}
