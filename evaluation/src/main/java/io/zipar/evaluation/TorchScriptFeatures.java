/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.ZiparException;
import io.zipar.torch.TorchDevice;
import io.zipar.torch.TorchEngine;
import io.zipar.torch.TorchErrors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The features of any TorchScript file, for example an Inception network for the usual Frechet
 * inception distance. A TorchScript file is a program: run those of whom you trust.
 */
@ApiStatus.Experimental(since = "0.1")
public final class TorchScriptFeatures implements FeatureNetwork {
  private static final int MAX_SIDE = 4096;

  private final PtNDManager manager;
  private final PtSymbolBlock script;
  private final Input input;
  private final Path file;
  private final String identity;
  private int width;

  /**
   * What the file takes.
   *
   * @param side of the pictures
   * @param range of the pixels
   * @param flag whether it takes {@code true} as a second argument, as NVIDIA's {@code
   *     inception-2015-12-05.pt} does to yield features and not probabilities
   */
  public record Input(int side, PixelRange range, boolean flag) {
    /**
     * Checks the side.
     *
     * @throws InvalidInputException if it is below 1 or too large
     */
    public Input {
      Objects.requireNonNull(range, "range");
      if (side < 1 || side > MAX_SIDE) {
        throw new InvalidInputException(
            "pictures of " + side + " pixels are not from 1 to " + MAX_SIDE);
      }
    }
  }

  private TorchScriptFeatures(
      PtNDManager manager, PtSymbolBlock script, Input input, Path file, String identity) {
    this.manager = manager;
    this.script = script;
    this.input = input;
    this.file = file;
    this.identity = identity;
  }

  /**
   * Loads a file and tries it on a blank picture.
   *
   * @param file written by {@code torch.jit.save}; takes pictures x 3 x side x side float32 values,
   *     returns features as pictures x width, or a tuple that begins with them
   * @param input what it takes
   * @return the network, closed by the caller
   * @throws InvalidInputException if the file is missing, is no TorchScript, or fails on a picture
   * @throws ZiparException if libtorch cannot be loaded
   */
  public static TorchScriptFeatures open(Path file, Input input) {
    String content = FileIdentity.of(file);
    String identity =
        "TorchScript "
            + content
            + " on "
            + input.side()
            + " pixels, "
            + input.range()
            + (input.flag() ? ", flag" : "");
    PtNDManager manager =
        (PtNDManager)
            NDManager.newBaseManager(TorchDevice.find("auto", TorchEngine.start()).device());
    boolean opened = false;
    try {
      PtSymbolBlock script =
          JniUtils.loadModule(manager, file, true, new String[0], new String[0], false);
      TorchScriptFeatures network = new TorchScriptFeatures(manager, script, input, file, identity);
      float[] blank = new float[3 * input.side() * input.side()];
      List<PixelImage> two =
          List.of(
              new PixelImage(input.side(), input.side(), blank),
              new PixelImage(input.side(), input.side(), blank));
      network.width = network.run(two)[0].length;
      opened = true;
      return network;
    } catch (EngineException e) {
      throw new InvalidInputException(
          file + ": cannot be used as TorchScript: " + TorchErrors.firstLine(e), e);
    } finally {
      if (!opened) {
        manager.close();
      }
    }
  }

  @Override
  public int side() {
    return input.side();
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
    try {
      return new Features(run(pictures), Optional.empty());
    } catch (EngineException e) {
      throw new ZiparException(file + ": failed: " + TorchErrors.firstLine(e), e);
    }
  }

  private float[][] run(List<PixelImage> pictures) {
    try (PtNDManager scratch = (PtNDManager) manager.newSubManager()) {
      List<PixelImage> scaled = pictures.stream().map(input.range()::of).toList();
      NDArray pixels = PictureArrays.of(scratch, scaled, input.side());
      List<IValue> arguments = new ArrayList<>();
      arguments.add(IValue.from((PtNDArray) pixels));
      if (input.flag()) {
        arguments.add(IValue.from(true));
      }
      try (IValue result = script.forward(arguments.toArray(IValue[]::new))) {
        return rows(result.toNDList(scratch).get(0), pictures.size());
      } finally {
        arguments.forEach(IValue::close);
      }
    }
  }

  private float[][] rows(NDArray features, int count) {
    Shape shape = features.getShape();
    if (shape.dimension() < 2 || shape.get(0) != count) {
      throw new InvalidInputException(
          file
              + ": returns "
              + shape
              + " for "
              + count
              + " pictures, not a row of features for each");
    }
    return PictureArrays.rows(features.reshape(count, -1).toType(DataType.FLOAT32, false));
  }

  @Override
  public void close() {
    manager.close();
  }
}
