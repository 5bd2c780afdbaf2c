/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.zipar.ZiparException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) and a limit on the norm of the
 * whole gradient. Not safe for several threads; closed by whoever made it.
 */
public final class Optimizer implements AutoCloseable {
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.98f;
  private static final float EPSILON = 1e-8f;
  private static final double MAX_NORM = 1;

  private final NDManager manager;
  private final Parameters parameters;
  private final float weightDecay;
  private final Predicate<String> orthogonal;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();

  /**
   * Moments begin at zero.
   *
   * @param parent its sub-manager owns the moments
   * @param parameters what is learned
   * @param weightDecay of matrices; vectors do not decay
   * @param orthogonal names of the matrices that Muon moves
   */
  public Optimizer(
      NDManager parent, Parameters parameters, double weightDecay, Predicate<String> orthogonal) {
    this.orthogonal = orthogonal;
    this.manager = parent.newSubManager();
    this.parameters = parameters;
    this.weightDecay = (float) weightDecay;
  }

  /**
   * Moves every parameter that has a gradient, and sets the gradients to zero.
   *
   * @param step counted from 1
   * @param learningRate of this step
   * @return the norm of the gradient before it was limited
   * @throws ZiparException if that is not finite
   */
  public double update(int step, double learningRate) {
    return update(step, learningRate, name -> 1);
  }

  /**
   * Moves parameters, each at its share of the learning rate, and sets their gradients to zero.
   *
   * @param step counted from 1
   * @param learningRate of this step
   * @param shares what the learning rate of a parameter is multiplied with; one whose share is 0
   *     stays as it is, and its gradient counts for nothing
   * @return the norm of the gradient of all others before it was limited
   * @throws ZiparException if that is not finite
   */
  public double update(int step, double learningRate, ToDoubleFunction<String> shares) {
    try (NDManager scratch = manager.newSubManager()) {
      Map<String, NDArray> gradients = new LinkedHashMap<>();
      double squares = 0;
      for (Map.Entry<String, NDArray> entry : parameters.all().entrySet()) {
        NDArray gradient = entry.getValue().getGradient();
        gradient.attach(scratch);
        if (shares.applyAsDouble(entry.getKey()) == 0) {
          gradient.muli(0);
          continue;
        }
        gradients.put(entry.getKey(), gradient);
        squares += gradient.square().sum().getFloat();
      }
      double norm = Math.sqrt(squares);
      if (!Double.isFinite(norm)) {
        throw new ZiparException(
            "the gradient of step "
                + step
                + " is not finite: the training has failed; start it anew in another folder");
      }
      float rescale = (float) Math.min(1, MAX_NORM / (norm + EPSILON));
      double correction = Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
      gradients.forEach(
          (name, gradient) -> {
            double rate = learningRate * shares.applyAsDouble(name);
            if (orthogonal.test(name)) {
              NDArray weight = parameters.all().get(name);
              NDArray momentum = moment(means, name, weight);
              Orthogonal.move(scratch, weight, gradient, momentum, rate, weightDecay);
              gradient.muli(0);
            } else {
              move(name, gradient, rescale, rate, rate * correction);
            }
          });
      return norm;
    }
  }

  private void move(
      String name, NDArray gradient, float rescale, double learningRate, double corrected) {
    NDArray weight = parameters.all().get(name);
    NDArray mean = moment(means, name, weight);
    NDArray variance = moment(variances, name, weight);
    boolean matrix = weight.getShape().dimension() > 1;
    weight
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(weight, gradient, mean, variance),
            new NDList(weight),
            (float) learningRate,
            (float) corrected,
            matrix ? weightDecay : 0,
            rescale,
            -1,
            BETA_1,
            BETA_2,
            EPSILON,
            true,
            true);
  }

  private NDArray moment(Map<String, NDArray> moments, String name, NDArray weight) {
    return moments.computeIfAbsent(name, any -> manager.zeros(weight.getShape()));
  }

  /**
   * The running means of the gradients.
   *
   * @return by name; live
   */
  public Map<String, NDArray> means() {
    return means;
  }

  /**
   * The running means of their squares.
   *
   * @return by name; live
   */
  public Map<String, NDArray> variances() {
    return variances;
  }

  /**
   * Puts stored moments back.
   *
   * @param name of the parameter
   * @param mean copied
   * @param variance copied, if there is one
   */
  public void restore(String name, NDArray mean, Optional<NDArray> variance) {
    means.put(name, kept(mean));
    variance.ifPresent(values -> variances.put(name, kept(values)));
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray kept(NDArray values) {
    NDArray copy = values.duplicate();
    copy.attach(manager);
    return copy;
  }
}
