/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.EncodablePictures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.spi.ImageTokenizer;
import io.zipar.torch.TorchErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An image tokenizer on libtorch, in float32. Safe for several threads. */
public final class DjlImageTokenizer implements ImageTokenizer {
  private static final int CHANNELS = 3;

  private final OpenGuard guard = new OpenGuard("the image tokenizer");
  private final NDManager manager;
  private final EncodablePictures pictures;
  private final Codebook codebook;
  private final ImageNetwork overTime;
  private final ImageNetwork ofFrames;
  private final Optional<ImageNetwork> condition;
  private final Optional<ImageNetwork> encoder;

  private DjlImageTokenizer(NDManager manager, ImageTokenizerSource source) {
    ImageTokenizerNetwork network = source.network();
    ImageNetworkLoader loader = new ImageNetworkLoader(manager);
    this.manager = manager;
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
   * @param manager owner of the weights on the device; closed with the tokenizer, and if loading
   *     fails
   * @return the tokenizer
   * @throws io.zipar.ZiparException if libtorch fails, for example for want of memory
   */
  public static DjlImageTokenizer load(ImageTokenizerSource source, NDManager manager) {
    boolean loaded = false;
    try {
      DjlImageTokenizer tokenizer =
          TorchErrors.translate(
              "loading " + source.describe(), () -> new DjlImageTokenizer(manager, source));
      loaded = true;
      return tokenizer;
    } finally {
      if (!loaded) {
        manager.close();
      }
    }
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
        "decoding an image",
        scratch -> {
          NDArray entries = scratch.create(values, shape(grid));
          Optional<NDArray> here =
              condition.map(network -> network.apply(entries, Optional.empty()));
          return image(ofFrames.apply(overTime.apply(entries, here), here));
        });
  }

  @Override
  public List<PixelImage> decodeFrames(Grid grid, int[] tokens) {
    List<float[]> values = codebook.lookUpFrames(grid, tokens);
    return run(
        "decoding a video",
        scratch -> {
          List<NDArray> entries =
              values.stream().map(frame -> scratch.create(frame, shape(grid))).toList();
          Optional<List<NDArray>> conditions =
              condition.map(network -> network.applyFrames(entries));
          List<NDArray> frames = overTime.applyFrames(entries);
          List<PixelImage> images = new ArrayList<>();
          for (int i = 0; i < frames.size(); i++) {
            int frame = i;
            try (NDArray pixels =
                ofFrames.apply(frames.get(i), conditions.map(each -> each.get(frame)))) {
              images.add(image(pixels));
            }
          }
          return images;
        });
  }

  @Override
  public Encoded encode(PixelImage image) {
    Grid grid = pictures.require(image);
    ImageNetwork network = encoder.orElseThrow();
    Shape pixels = new Shape(1, CHANNELS, image.height(), image.width());
    float[] latent =
        run(
            "encoding an image",
            scratch ->
                values(network.apply(scratch.create(image.planes(), pixels), Optional.empty())));
    return new Encoded(grid, codebook.nearest(latent));
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }

  private Shape shape(Grid grid) {
    return new Shape(1, codebook.width(), grid.rows(), grid.columns());
  }

  private static PixelImage image(NDArray pixels) {
    Shape shape = pixels.getShape();
    return new PixelImage((int) shape.get(3), (int) shape.get(2), values(pixels));
  }

  private static float[] values(NDArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    array.toByteBuffer(true).asFloatBuffer().get(values);
    return values;
  }

  private <T> T run(String what, Function<NDManager, T> work) {
    return guard.use(
        () ->
            TorchErrors.translate(
                what,
                () -> {
                  try (NDManager scratch = manager.newSubManager()) {
                    return work.apply(scratch);
                  }
                }));
  }
}
