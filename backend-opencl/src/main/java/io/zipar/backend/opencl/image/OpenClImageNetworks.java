/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.PixelImage;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.backend.ImageNetworks;
import io.zipar.models.backend.LoadedImageTokenizer;
import io.zipar.models.network.ImageLayer;
import io.zipar.spi.ImageTokenizer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The networks of an image tokenizer on an OpenCL device, in float32. Safe for several threads,
 * which take turns.
 */
public final class OpenClImageNetworks implements ImageNetworks<ImageNetwork, Planes> {
  private final OpenDevice device;
  private final Upload upload;
  private final DeviceUse use;

  private OpenClImageNetworks(OpenDevice device) {
    this.device = device;
    this.upload = new Upload(device);
    this.use = new DeviceUse(device, "the image tokenizer");
  }

  /**
   * Loads an image tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param device closed with the tokenizer; if loading fails it stays the caller's
   * @return the tokenizer, closed by the caller
   * @throws io.zipar.InvalidInputException if there is no memory for it
   */
  public static ImageTokenizer open(ImageTokenizerSource source, OpenDevice device) {
    return new LoadedImageTokenizer<>(source, new OpenClImageNetworks(device));
  }

  @Override
  public List<ImageNetwork> load(List<List<ImageLayer>> networks) {
    ImageNetworkLoader loader = new ImageNetworkLoader(upload);
    return upload.load(() -> networks.stream().map(loader::load).toList());
  }

  @Override
  public <T> T run(String what, Function<Runner<ImageNetwork, Planes>, T> work) {
    return use.call(
        () -> {
          try (Workspace workspace = Workspace.on(device)) {
            return work.apply(new OnTheDevice(workspace));
          }
        });
  }

  @Override
  public void close() {
    use.end(
        () -> {
          upload.close();
          device.close();
        });
  }

  /** Runs networks; what nobody freed is freed with the workspace. */
  private record OnTheDevice(Workspace workspace) implements Runner<ImageNetwork, Planes> {
    @Override
    public Planes planes(int channels, int height, int width, float[] values) {
      return workspace.of(channels, height, width, values);
    }

    @Override
    public Planes apply(ImageNetwork network, Planes input, Optional<Planes> condition) {
      return network.apply(input, workspace.under(condition));
    }

    @Override
    public List<Planes> applyFrames(ImageNetwork network, List<Planes> frames) {
      return network.applyFrames(frames, workspace);
    }

    @Override
    public float[] values(Planes planes) {
      return planes.toArray();
    }

    @Override
    public PixelImage picture(Planes planes) {
      return new PixelImage(planes.width(), planes.height(), planes.toArray());
    }

    @Override
    public void free(Planes planes) {
      planes.close();
    }
  }
}
