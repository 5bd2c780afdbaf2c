/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.network.PrefixInput;
import java.util.Optional;

/** Turns the features of a prefix into rows of the residual stream, once for a session. */
final class FeatureProjection implements PrefixInput.Visitor<Optional<NDArray>> {
  private final LoadedTransformer weights;
  private final Product product;
  private final NDManager owner;

  /**
   * Creates a projection.
   *
   * @param weights of the model
   * @param product order of the products
   * @param owner manager of the rows
   */
  FeatureProjection(LoadedTransformer weights, Product product, NDManager owner) {
    this.weights = weights;
    this.product = product;
    this.owner = owner;
  }

  /**
   * Projects.
   *
   * @param prefix any prefix
   * @return slots x width, float32; empty if the prefix is not made of features
   */
  Optional<NDArray> of(PrefixInput prefix) {
    return prefix.accept(this);
  }

  @Override
  public Optional<NDArray> tableRows(PrefixInput.TableRows prefix) {
    return Optional.empty();
  }

  @Override
  public Optional<NDArray> tokens(PrefixInput.Tokens prefix) {
    return Optional.empty();
  }

  @Override
  public Optional<NDArray> features(PrefixInput.Features features) {
    LoadedProjection projection = weights.projection().orElseThrow();
    int slots = features.slots();
    try (NDManager scratch = owner.newSubManager()) {
      NDArray values =
          scratch.create(features.values(), new Shape(slots, features.values().length / slots));
      NDArray rows = projection.rows(values, product, scratch);
      rows.attach(owner);
      return Optional.of(rows);
    }
  }
}
