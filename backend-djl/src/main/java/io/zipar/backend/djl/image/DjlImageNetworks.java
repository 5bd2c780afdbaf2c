/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.PixelImage;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.backend.ImageNetworks;
import io.zipar.models.backend.LoadedImageTokenizer;
import io.zipar.models.network.ImageLayer;
import io.zipar.spi.ImageTokenizer;
import io.zipar.torch.TorchErrors;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The networks of an image tokenizer on libtorch, in float32. Safe for several threads. */
public final class DjlImageNetworks implements ImageNetworks<ImageNetwork, NDArray> {
  private final OpenGuard guard = new OpenGuard("the image tokenizer");
  private final NDManager manager;

  private DjlImageNetworks(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Loads an image tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param manager owner of the weights on the device; closed with the tokenizer, and if loading
   *     fails the caller's
   * @return the tokenizer, closed by the caller
   * @throws ai.djl.engine.EngineException if libtorch fails, for example for want of memory
   */
  public static ImageTokenizer open(ImageTokenizerSource source, NDManager manager) {
    return new LoadedImageTokenizer<>(source, new DjlImageNetworks(manager));
  }

  @Override
  public List<ImageNetwork> load(List<List<ImageLayer>> networks) {
    ImageNetworkLoader loader = new ImageNetworkLoader(manager);
    return networks.stream().map(loader::load).toList();
  }

  @Override
  public <T> T run(String what, Function<Runner<ImageNetwork, NDArray>, T> work) {
    return guard.use(
        () ->
            TorchErrors.translate(
                what,
                () -> {
                  try (NDManager scratch = manager.newSubManager()) {
                    return work.apply(new OnTorch(scratch));
                  }
                }));
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }

  /** Runs networks; what they make belongs to a manager of the call. */
  private record OnTorch(NDManager scratch) implements Runner<ImageNetwork, NDArray> {
    @Override
    public NDArray planes(int channels, int height, int width, float[] values) {
      return scratch.create(values, new Shape(1, channels, height, width));
    }

    @Override
    public NDArray apply(ImageNetwork network, NDArray input, Optional<NDArray> condition) {
      return network.apply(input, condition);
    }

    @Override
    public List<NDArray> applyFrames(ImageNetwork network, List<NDArray> frames) {
      return network.applyFrames(frames);
    }

    @Override
    public float[] values(NDArray planes) {
      float[] values = new float[Math.toIntExact(planes.size())];
      planes.toByteBuffer(true).asFloatBuffer().get(values);
      return values;
    }

    @Override
    public PixelImage picture(NDArray planes) {
      Shape shape = planes.getShape();
      return new PixelImage((int) shape.get(3), (int) shape.get(2), values(planes));
    }

    @Override
    public void free(NDArray planes) {
      planes.close();
    }
  }
}
