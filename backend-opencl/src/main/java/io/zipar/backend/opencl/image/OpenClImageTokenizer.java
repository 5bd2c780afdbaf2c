/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.EncodablePictures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.spi.ImageTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An image tokenizer on an OpenCL device, in float32; the codebook is searched on the host. Safe
 * for several threads, which take turns.
 */
public final class OpenClImageTokenizer implements ImageTokenizer {
  private static final int CHANNELS = 3;

  private final OpenDevice device;
  private final Upload upload;
  private final EncodablePictures pictures;
  private final Codebook codebook;
  private final ImageNetwork overTime;
  private final ImageNetwork ofFrames;
  private final Optional<ImageNetwork> condition;
  private final Optional<ImageNetwork> encoder;
  private final DeviceUse use;

  private OpenClImageTokenizer(ImageTokenizerSource source, OpenDevice device, Upload upload) {
    ImageTokenizerNetwork network = source.network();
    ImageNetworkLoader loader = new ImageNetworkLoader(upload);
    this.device = device;
    this.use = new DeviceUse(device, "the image tokenizer");
    this.upload = upload;
    this.pictures = EncodablePictures.of(source.describe(), network);
    this.codebook = Codebook.of(network);
    this.overTime = loader.load(network.decoderOverTime());
    this.ofFrames = loader.load(network.decoderOfFrames());
    this.condition = network.condition().map(loader::load);
    this.encoder = network.encoder().map(loader::load);
  }

  /**
   * Loads a tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param device closed with the tokenizer; if loading fails it stays the caller's
   * @return the tokenizer
   * @throws io.zipar.InvalidInputException if the device cannot hold or run it
   */
  public static OpenClImageTokenizer load(ImageTokenizerSource source, OpenDevice device) {
    Upload upload = new Upload(device);
    return upload.load(() -> new OpenClImageTokenizer(source, device, upload));
  }

  @Override
  public int codebookSize() {
    return codebook.size();
  }

  @Override
  public int downsampling() {
    return pictures.downsampling();
  }

  @Override
  public PixelImage decode(Grid grid, int[] tokens) {
    float[] values = codebook.lookUp(grid, tokens);
    return run(
        workspace -> {
          Planes entries = entries(grid, values, workspace);
          Workspace here =
              workspace.under(condition.map(network -> network.apply(entries, workspace)));
          return image(ofFrames.apply(overTime.apply(entries, here), here));
        });
  }

  @Override
  public List<PixelImage> decodeFrames(Grid grid, int[] tokens) {
    List<float[]> values = codebook.lookUpFrames(grid, tokens);
    return run(
        workspace -> {
          List<Planes> entries =
              values.stream().map(frame -> entries(grid, frame, workspace)).toList();
          Optional<List<Planes>> conditions =
              condition.map(network -> network.applyFrames(entries, workspace));
          List<Planes> frames = overTime.applyFrames(entries, workspace);
          List<PixelImage> images = new ArrayList<>();
          for (int i = 0; i < frames.size(); i++) {
            int frame = i;
            Workspace here = workspace.under(conditions.map(each -> each.get(frame)));
            Planes pixels = ofFrames.apply(frames.get(i), here);
            images.add(image(pixels));
            if (pixels != frames.get(i)) {
              pixels.close();
            }
          }
          return images;
        });
  }

  @Override
  public Encoded encode(PixelImage image) {
    Grid grid = pictures.require(image);
    ImageNetwork network = encoder.orElseThrow();
    float[] latent =
        run(
            workspace -> {
              Planes input = workspace.of(CHANNELS, image.height(), image.width(), image.planes());
              return network.apply(input, workspace).toArray();
            });
    return new Encoded(grid, codebook.nearest(latent));
  }

  private Planes entries(Grid grid, float[] values, Workspace workspace) {
    return workspace.of(codebook.width(), grid.rows(), grid.columns(), values);
  }

  private static PixelImage image(Planes planes) {
    return new PixelImage(planes.width(), planes.height(), planes.toArray());
  }

  private <T> T run(Function<Workspace, T> work) {
    return use.call(
        () -> {
          try (Workspace workspace = Workspace.on(device)) {
            return work.apply(workspace);
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
}
