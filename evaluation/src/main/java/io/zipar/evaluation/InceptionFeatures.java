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
import io.zipar.models.TensorFiles;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.torch.TensorUpload;
import io.zipar.torch.TorchDevice;
import io.zipar.torch.TorchEngine;
import io.zipar.torch.TorchErrors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Inception network of the Frechet inception distance from the state dict of pytorch-fid, on
 * libtorch. The file holds numbers alone: unlike TorchScript it is no program.
 */
@ApiStatus.Experimental(since = "0.1")
public final class InceptionFeatures implements FeatureNetwork {
  /** The side of its pictures. */
  static final int SIDE = 299;

  /** The first layer: a file without it holds something else. */
  static final String FIRST = "Conv2d_1a_3x3.conv.weight";

  /** What its training adds to variances. */
  private static final float EPSILON = 1e-3f;

  private final NDManager manager;
  private final InceptionNetwork network;
  private final PixelRange range;
  private final String identity;
  private int width;

  private InceptionFeatures(
      NDManager manager, InceptionNetwork network, PixelRange range, String identity) {
    this.manager = manager;
    this.network = network;
    this.range = range;
    this.identity = identity;
  }

  /**
   * Reads a network.
   *
   * @param file its weights under the names of pytorch-fid, a safetensors file or a {@code
   *     torch.save} archive
   * @param range of the pixels that it gets
   * @return the network, closed by the caller
   * @throws InvalidInputException if the file is missing, broken, or holds something else
   * @throws ZiparException if libtorch cannot be loaded
   */
  public static InceptionFeatures open(Path file, PixelRange range) {
    String identity =
        "Inception " + FileIdentity.of(file) + " on " + SIDE + " pixels, range " + range;
    try (TensorStore tensors = TensorFiles.open(file)) {
      if (tensors.find(FIRST).isEmpty()) {
        throw new InvalidInputException(
            file
                + ": holds no Inception network as pytorch-fid names its tensors: "
                + FIRST
                + " is missing");
      }
      NDManager manager =
          NDManager.newBaseManager(TorchDevice.find("auto", TorchEngine.start()).device());
      boolean opened = false;
      try {
        Weights weights = new Weights(tensors, manager);
        InceptionFeatures network =
            new InceptionFeatures(manager, new InceptionNetwork(weights::get), range, identity);
        // The first pass asks for every layer, while the file is open.
        PixelImage blank = new PixelImage(SIDE, SIDE, new float[3 * SIDE * SIDE]);
        network.width = network.features(List.of(blank)).rows()[0].length;
        opened = true;
        return network;
      } finally {
        if (!opened) {
          manager.close();
        }
      }
    }
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Features features(List<PixelImage> pictures) {
    try (NDManager scratch = manager.newSubManager()) {
      List<PixelImage> scaled = pictures.stream().map(range::of).toList();
      NDArray pixels = PictureArrays.of(scratch, scaled, pictures.get(0).width());
      return new Features(PictureArrays.rows(network.features(pixels)), Optional.empty());
    } catch (EngineException e) {
      throw new ZiparException(identity + " failed: " + TorchErrors.firstLine(e), e);
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Layers from the file, read at the first pass. */
  private static final class Weights {
    private final TensorStore tensors;
    private final NDManager manager;
    private final TensorUpload upload;
    private final Map<String, InceptionNetwork.Layer> layers = new HashMap<>();

    Weights(TensorStore tensors, NDManager manager) {
      this.tensors = tensors;
      this.manager = manager;
      this.upload = new TensorUpload(manager);
    }

    InceptionNetwork.Layer get(String name, long inputs, int height, int width) {
      return layers.computeIfAbsent(name, layer -> read(layer, inputs, height, width));
    }

    private InceptionNetwork.Layer read(String name, long inputs, int height, int width) {
      String weight = name + ".conv.weight";
      Tensor kernel = tensor(weight);
      List<Long> shape = kernel.shape().dimensions();
      long outputs = shape.get(0);
      require(weight, shape, List.of(outputs, inputs, (long) height, (long) width));
      try (NDManager scratch = manager.newSubManager()) {
        NDArray variance = vector(name + ".bn.running_var", outputs);
        NDArray mean = vector(name + ".bn.running_mean", outputs);
        NDArray gain = vector(name + ".bn.weight", outputs);
        NDArray shift = vector(name + ".bn.bias", outputs);
        NDArray plain = upload.load(kernel);
        for (NDArray each : List.of(variance, mean, gain, shift, plain)) {
          each.attach(scratch);
        }
        NDArray factor = gain.div(variance.add(EPSILON).sqrt());
        NDArray scaled = plain.mul(factor.reshape(outputs, 1, 1, 1));
        NDArray bias = shift.sub(mean.mul(factor));
        scaled.attach(manager);
        bias.attach(manager);
        return new InceptionNetwork.Layer(scaled, bias);
      }
    }

    private NDArray vector(String name, long outputs) {
      Tensor tensor = tensor(name);
      require(name, tensor.shape().dimensions(), List.of(outputs));
      return upload.load(tensor);
    }

    private Tensor tensor(String name) {
      return tensors
          .find(name)
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      tensors.describe()
                          + ": the Inception network is not whole: "
                          + name
                          + " is missing"));
    }

    private void require(String name, List<Long> shape, List<Long> wanted) {
      if (!shape.equals(wanted)) {
        throw new InvalidInputException(
            tensors.describe()
                + ": tensor "
                + name
                + " has the shape "
                + shape
                + ", not "
                + wanted);
      }
    }
  }
}
