/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Sampling;
import java.util.Objects;

/**
 * How a distribution is made of rows of logits: guide, filter, then draw with the noise of the
 * target. What {@link Logits#distributions} is asked for. An immutable value.
 */
@ApiStatus.Experimental(since = "0.1")
public final class RowRequest {
  /** Stands for the unconditional row where there is no guidance. */
  public static final int UNGUIDED = -1;

  private final int row;
  private final int unconditionalRow;
  private final double scale;
  private final Sampling sampling;
  private final Noise noise;
  private final int target;

  private RowRequest(
      int row, int unconditionalRow, double scale, Sampling sampling, Noise noise, int target) {
    this.row = row;
    this.unconditionalRow = unconditionalRow;
    this.scale = scale;
    this.sampling = Objects.requireNonNull(sampling, "sampling");
    this.noise = Objects.requireNonNull(noise, "noise");
    this.target = target;
  }

  /**
   * A distribution without guidance.
   *
   * @param row of the conditional lane
   * @param sampling temperature and filters
   * @param noise of the image
   * @param target the position that the noise of its draws is that of
   * @return the request
   */
  public static RowRequest of(int row, Sampling sampling, Noise noise, int target) {
    return new RowRequest(row, UNGUIDED, 1, sampling, noise, target);
  }

  /**
   * The same with guidance.
   *
   * @param changedRow row of the unconditional lane
   * @param changedScale above 1
   * @return a new request
   */
  public RowRequest guided(int changedRow, double changedScale) {
    return new RowRequest(row, changedRow, changedScale, sampling, noise, target);
  }

  /**
   * The row of the conditional lane.
   *
   * @return from 0 to {@link Logits#rows} - 1
   */
  public int row() {
    return row;
  }

  /**
   * The row of the unconditional lane.
   *
   * @return from 0 to {@link Logits#rows} - 1, or {@link #UNGUIDED}
   */
  public int unconditionalRow() {
    return unconditionalRow;
  }

  /**
   * Tells whether there are two rows to combine.
   *
   * @return false if {@link #row} is taken as it is
   */
  public boolean isGuided() {
    return unconditionalRow != UNGUIDED;
  }

  /**
   * The scale of guidance: logits = unconditional + scale (conditional - unconditional).
   *
   * @return 1 if there is none
   */
  public double scale() {
    return scale;
  }

  /**
   * Temperature and filters.
   *
   * @return the setting
   */
  public Sampling sampling() {
    return sampling;
  }

  /**
   * The noise of the image.
   *
   * @return a pure function
   */
  public Noise noise() {
    return noise;
  }

  /**
   * The position that the noise of its draws is that of.
   *
   * @return the position of a cell
   */
  public int target() {
    return target;
  }
}
