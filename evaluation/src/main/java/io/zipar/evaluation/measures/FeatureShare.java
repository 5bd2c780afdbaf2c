/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

/** A measure of features that is a share of images, shown in percent. */
abstract class FeatureShare extends FeatureMeasure {
  private final String name;

  FeatureShare(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String title() {
    return name + " %";
  }

  @Override
  public final int decimals() {
    return 1;
  }

  @Override
  public final double factor() {
    return 100;
  }
}
