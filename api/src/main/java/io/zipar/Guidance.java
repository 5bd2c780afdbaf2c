/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Objects;

/**
 * Classifier-free guidance: logits = unconditional + scale (conditional - unconditional), where the
 * scale may depend on how much of the image is decoded. Where it is 1 the conditional logits are
 * taken as they are; where it never exceeds 1 there is no unconditional lane at all. An immutable
 * value.
 *
 * <p>What counts as decoded depends on how the model predicts. For a model that predicts successors
 * it is the cells before the target in raster order, so that every strategy guides the same cells
 * alike, whatever the order of its passes; for others it is the cells that were known before the
 * pass, and with {@link Form#RANK} those asked for before the target in the same step besides.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Guidance {
  /** No guidance. */
  public static final Guidance OFF = new Guidance(Form.CONSTANT, 1, 1, -1);

  private static final int ALL = -1;

  /** How the scale depends on what is decoded. */
  public enum Form {
    /** Not at all. */
    CONSTANT,
    /** The scale until a number of cells is decoded, then 1. */
    INTERVAL,
    /** Linear in the share of cells known before the pass: one scale for the whole pass. */
    SHARE,
    /** Linear in the rank of the cell in the order of decoding: one scale for each token. */
    RANK
  }

  private final Form form;
  private final double first;
  private final double scale;
  private final int interval;

  private Guidance(Form form, double first, double scale, int interval) {
    this.form = form;
    this.first = first;
    this.scale = scale;
    this.interval = interval;
    for (double each : new double[] {first, scale}) {
      if (!(each >= 1) || Double.isInfinite(each)) {
        throw new InvalidInputException(
            "guidance scale " + each + " is not a finite number of at least 1 (off)");
      }
    }
    if (interval < ALL) {
      throw new InvalidInputException(
          "guidance interval " + interval + " is not -1 (all tokens) or more");
    }
  }

  /**
   * The same scale for all tokens.
   *
   * @param scale 1 (off) or more
   * @return the setting
   * @throws InvalidInputException if the scale is below 1 or not finite
   */
  public static Guidance scale(double scale) {
    return new Guidance(Form.CONSTANT, scale, scale, ALL);
  }

  /**
   * The authors' {@code cfg-interval}: a scale for the first tokens alone. A model that predicts
   * successors guides the cells of raster index up to interval + 1, since its authors count the
   * passes after the one of the prefix; others guide the passes before which at most so many cells
   * are known.
   *
   * @param scale 1 (off) or more
   * @param interval after how many decoded tokens guidance ends; -1 for never
   * @return the setting; without an end it equals {@link #scale(double)}
   * @throws InvalidInputException if the scale is below 1 or not finite, or the interval below -1
   */
  public static Guidance interval(double scale, int interval) {
    return new Guidance(interval == ALL ? Form.CONSTANT : Form.INTERVAL, scale, scale, interval);
  }

  /**
   * A scale of first + (last - first) d / n, where d of the n cells were known before the pass.
   *
   * @param first the scale when nothing is decoded, 1 or more
   * @param last the scale that is approached, 1 or more
   * @return the setting
   * @throws InvalidInputException if a scale is below 1 or not finite
   */
  public static Guidance share(double first, double last) {
    return new Guidance(Form.SHARE, first, last, ALL);
  }

  /**
   * A scale of first + (last - first) r / n for the cell of rank r, from 0, of n cells.
   *
   * @param first the scale of the first cell, 1 or more
   * @param last the scale that is approached, 1 or more
   * @return the setting
   * @throws InvalidInputException if a scale is below 1 or not finite
   */
  public static Guidance rank(double first, double last) {
    return new Guidance(Form.RANK, first, last, ALL);
  }

  /**
   * The same form of guidance with another scale.
   *
   * @param changed the scale, for a linear form that which it approaches; 1 or more
   * @return a new setting
   * @throws InvalidInputException if it is below 1 or not finite
   */
  public Guidance withScale(double changed) {
    boolean linear = form == Form.SHARE || form == Form.RANK;
    return new Guidance(form, linear ? first : changed, changed, interval);
  }

  /**
   * How the scale depends on what is decoded.
   *
   * @return the form
   */
  public Form form() {
    return form;
  }

  /**
   * The scale at the start.
   *
   * @return 1 or more
   */
  public double first() {
    return first;
  }

  /**
   * The scale, for a linear form that which it approaches.
   *
   * @return 1 (off) or more
   */
  public double scale() {
    return scale;
  }

  /**
   * After how many decoded tokens guidance ends.
   *
   * @return -1 for never
   */
  public int interval() {
    return interval;
  }

  /**
   * Tells whether any token may be guided.
   *
   * @return whether there are unconditional lanes
   */
  public boolean isOn() {
    return first > 1 || scale > 1;
  }

  /**
   * The scale for a token.
   *
   * @param decoded how many cells count as decoded before it, from 0
   * @param cells number of cells of the image
   * @return 1 or more; at 1 the conditional logits are taken as they are
   */
  public double at(int decoded, int cells) {
    return switch (form) {
      case CONSTANT -> scale;
      case INTERVAL -> decoded <= interval ? scale : 1;
      case SHARE, RANK -> first + (scale - first) * decoded / cells;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Guidance that
        && form == that.form
        && first == that.first
        && scale == that.scale
        && interval == that.interval;
  }

  @Override
  public int hashCode() {
    return Objects.hash(form, first, scale, interval);
  }

  @Override
  public String toString() {
    return switch (form) {
      case CONSTANT -> "guidance " + scale;
      case INTERVAL -> "guidance " + scale + " up to " + interval + " tokens";
      case SHARE -> "guidance " + first + " to " + scale + " by share";
      case RANK -> "guidance " + first + " to " + scale + " by rank";
    };
  }
}
