/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.ZiparException;
import io.zipar.evaluation.scene.SceneNetwork;
import io.zipar.models.TensorFiles;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.torch.TensorUpload;
import io.zipar.torch.TorchDevice;
import io.zipar.torch.TorchEngine;
import io.zipar.torch.TorchErrors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classifier of the procedural pictures: features and class probabilities, on libtorch.
 *
 * <p>Each picture's features are scaled to a mean square of 1. The network is certain of its
 * training pictures, so the length of its features says how certain and is heavy-tailed: a single
 * picture could outweigh all others in a Frechet distance. What is left is the features' direction.
 */
@ApiStatus.Experimental(since = "0.1")
public final class SceneClassifier implements FeatureNetwork {
  /** The usual name of the file, beside the model. */
  public static final String FILE = "classifier.safetensors";

  /** A blank picture may have no features at all. */
  private static final float LEAST_MEAN_SQUARE = 1e-12f;

  private final NDManager manager;
  private final SceneNetwork network;
  private final int classes;
  private final String identity;

  private SceneClassifier(NDManager manager, SceneNetwork network, int classes, String identity) {
    this.manager = manager;
    this.network = network;
    this.classes = classes;
    this.identity = identity;
  }

  /**
   * Reads a classifier.
   *
   * @param file its weights, a safetensors file
   * @return the classifier, closed by the caller
   * @throws InvalidInputException if the file is missing, broken, or holds something else
   * @throws ZiparException if libtorch cannot be loaded
   */
  public static SceneClassifier open(Path file) {
    String identity = "scene classifier " + FileIdentity.of(file) + ", features of mean square 1";
    try (TensorStore tensors = TensorFiles.open(file)) {
      int classes = classes(tensors);
      NDManager manager =
          NDManager.newBaseManager(TorchDevice.find("auto", TorchEngine.start()).device());
      boolean opened = false;
      try {
        Map<String, NDArray> arrays = new HashMap<>();
        TensorUpload upload = new TensorUpload(manager);
        SceneNetwork network =
            new SceneNetwork(
                classes,
                (name, shape) ->
                    arrays.computeIfAbsent(name, any -> upload.load(tensor(tensors, name, shape))));
        SceneClassifier classifier = new SceneClassifier(manager, network, classes, identity);
        // The first pass asks for every array, while the file is open.
        classifier.features(List.of(blank()));
        opened = true;
        return classifier;
      } finally {
        if (!opened) {
          manager.close();
        }
      }
    }
  }

  private static PixelImage blank() {
    return new PixelImage(
        SceneNetwork.SIDE, SceneNetwork.SIDE, new float[3 * SceneNetwork.SIDE * SceneNetwork.SIDE]);
  }

  private static int classes(TensorStore tensors) {
    Tensor matrix = tensors.find(SceneNetwork.CLASS_WEIGHT).orElseThrow(() -> foreign(tensors));
    if (matrix.shape().rank() != 2) {
      throw foreign(tensors);
    }
    return Math.toIntExact(matrix.shape().dimension(0));
  }

  private static Tensor tensor(TensorStore tensors, String name, long... shape) {
    Tensor tensor = tensors.find(name).orElseThrow(() -> foreign(tensors));
    List<Long> wanted = Arrays.stream(shape).boxed().toList();
    if (!tensor.shape().dimensions().equals(wanted)) {
      throw new InvalidInputException(
          tensors.describe()
              + ": tensor "
              + name
              + " has the shape "
              + tensor.shape().dimensions()
              + ", not "
              + wanted);
    }
    return tensor;
  }

  private static InvalidInputException foreign(TensorStore tensors) {
    return new InvalidInputException(
        tensors.describe() + ": holds no classifier of the procedural pictures");
  }

  @Override
  public int side() {
    return SceneNetwork.SIDE;
  }

  @Override
  public int width() {
    return SceneNetwork.FEATURES;
  }

  /**
   * The classes that it tells apart.
   *
   * @return their number
   */
  public int classes() {
    return classes;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Features features(List<PixelImage> pictures) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray features = network.features(PictureArrays.of(scratch, pictures, side()));
      NDArray probabilities = network.logits(features).softmax(1);
      return new Features(
          PictureArrays.rows(scaled(features)), Optional.of(PictureArrays.rows(probabilities)));
    } catch (EngineException e) {
      throw new ZiparException(identity + " failed: " + TorchErrors.firstLine(e), e);
    }
  }

  private static NDArray scaled(NDArray features) {
    NDArray meanSquare = features.square().mean(new int[] {1}, true);
    return features.div(meanSquare.maximum(LEAST_MEAN_SQUARE).sqrt());
  }

  @Override
  public void close() {
    manager.close();
  }
}
