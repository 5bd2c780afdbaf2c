/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.backend.djl.engine.TorchErrors;
import io.zipar.models.TokenizerSource;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.spi.ImageTokenizer;
import java.util.Optional;

/** A VQ tokenizer on libtorch, in float32. Safe for several threads. */
public final class DjlImageTokenizer implements ImageTokenizer {
  private static final int CHANNELS = 3;

  private final OpenGuard guard = new OpenGuard("the image tokenizer");
  private final NDManager manager;
  private final String name;
  private final int downsampling;
  private final Codebook codebook;
  private final ImageNetwork decoder;
  private final Optional<ImageNetwork> encoder;

  private DjlImageTokenizer(NDManager manager, TokenizerSource source) {
    VectorQuantizer quantizer = source.quantizer();
    ImageNetworkLoader loader = new ImageNetworkLoader(manager);
    this.manager = manager;
    this.name = source.describe();
    this.downsampling = quantizer.downsampling();
    this.codebook = Codebook.of(quantizer);
    this.decoder = loader.load(quantizer.decoder());
    this.encoder = quantizer.encoder().map(loader::load);
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
  public static DjlImageTokenizer load(TokenizerSource source, NDManager manager) {
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
    return downsampling;
  }

  @Override
  public PixelImage decode(Grid grid, int[] tokens) {
    check(grid, tokens);
    Shape latent = new Shape(1, codebook.width(), grid.rows(), grid.columns());
    float[] planes = run("decoding an image", decoder, codebook.lookUp(tokens), latent);
    return new PixelImage(grid.columns() * downsampling, grid.rows() * downsampling, planes);
  }

  @Override
  public Encoded encode(PixelImage image) {
    ImageNetwork network =
        encoder.orElseThrow(
            () -> new InvalidInputException(name + " holds no encoder: it cannot encode images"));
    if (image.width() % downsampling != 0 || image.height() % downsampling != 0) {
      throw new InvalidInputException(
          "image of "
              + image.width()
              + "x"
              + image.height()
              + " pixels: both sides must be multiples of "
              + downsampling);
    }
    Shape pixels = new Shape(1, CHANNELS, image.height(), image.width());
    float[] latent = run("encoding an image", network, image.planes(), pixels);
    Grid grid = Grid.of(image.height() / downsampling, image.width() / downsampling);
    return new Encoded(grid, codebook.nearest(latent));
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }

  private float[] run(String what, ImageNetwork network, float[] input, Shape shape) {
    return guard.use(
        () ->
            TorchErrors.translate(
                what,
                () -> {
                  try (NDManager scratch = manager.newSubManager()) {
                    NDArray output = network.apply(scratch.create(input, shape));
                    float[] values = new float[Math.toIntExact(output.size())];
                    output.toByteBuffer(true).asFloatBuffer().get(values);
                    return values;
                  }
                }));
  }

  private void check(Grid grid, int[] tokens) {
    if (grid.frames() != 1) {
      throw new InvalidInputException(
          "grid " + grid + ": an image tokenizer decodes one frame at a time");
    }
    if (tokens.length != grid.cells()) {
      throw new InvalidInputException(
          tokens.length + " tokens for the " + grid.cells() + " cells of the grid " + grid);
    }
    for (int token : tokens) {
      if (token < 0 || token >= codebook.size()) {
        throw new InvalidInputException(
            "token " + token + " is outside the codebook: 0 to " + (codebook.size() - 1));
      }
    }
  }
}
