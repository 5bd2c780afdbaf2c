/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The learned arrays of a network by the names under which the checkpoint stores them. An array is
 * made when the network first asks for it; its initial values depend on the seed and its name
 * alone. Not safe for several threads; closed by whoever made it.
 */
public final class Parameters implements AutoCloseable {
  /** How an array begins. */
  public enum Initial {
    /** Normal with the deviation given. */
    NORMAL,
    /** Ones. */
    ONES,
    /** Zeros. */
    ZEROS
  }

  private final NDManager manager;
  private final long seed;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /**
   * No array yet.
   *
   * @param parent its sub-manager owns the arrays
   * @param seed any number
   */
  public Parameters(NDManager parent, long seed) {
    this.manager = parent.newSubManager();
    this.seed = seed;
  }

  /**
   * A matrix or kernel, normal with deviation {@code gain / sqrt(fan-in)}; the fan-in is the
   * product of all dimensions but the first.
   *
   * @param name in the checkpoint
   * @param gain 1 keeps the variance of the input
   * @param shape outputs first
   * @return the array
   */
  public NDArray matrix(String name, double gain, long... shape) {
    long fanIn = new Shape(shape).size() / shape[0];
    return get(name, Initial.NORMAL, gain / Math.sqrt(fanIn), shape);
  }

  /**
   * Any array.
   *
   * @param name in the checkpoint
   * @param initial how it begins
   * @param deviation of the normal distribution
   * @param shape its shape
   * @return the array, made now or before
   */
  public NDArray get(String name, Initial initial, double deviation, long... shape) {
    NDArray known = arrays.get(name);
    return known != null ? known : add(name, initialValues(name, initial, deviation, shape));
  }

  /**
   * The arrays made so far, in the order of their making.
   *
   * @return an unmodifiable view
   */
  public Map<String, NDArray> all() {
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * Puts stored values in place of an array, or adds it.
   *
   * @param name in the checkpoint
   * @param values copied
   */
  public void restore(String name, NDArray values) {
    NDArray known = arrays.get(name);
    if (known != null) {
      known.close();
    }
    NDArray copy = values.duplicate();
    copy.attach(manager);
    add(name, copy);
  }

  /**
   * Replaces the values of an array.
   *
   * @param name of an array made before
   * @param values as many as it holds
   */
  public void set(String name, float[] values) {
    NDArray known = arrays.get(name);
    add(name, manager.create(values, known.getShape()));
    known.close();
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray add(String name, NDArray array) {
    array.setRequiresGradient(true);
    arrays.put(name, array);
    return array;
  }

  private NDArray initialValues(String name, Initial initial, double deviation, long... shape) {
    Shape size = new Shape(shape);
    return switch (initial) {
      case ONES -> manager.ones(size);
      case ZEROS -> manager.zeros(size);
      case NORMAL -> {
        SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
        float[] values = new float[Math.toIntExact(size.size())];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (deviation * random.nextGaussian());
        }
        yield manager.create(values, size);
      }
    };
  }
}
