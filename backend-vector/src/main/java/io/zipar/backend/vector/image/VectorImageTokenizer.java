/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.threads.TeamPool;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.TokenizerSource;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.spi.ImageTokenizer;
import java.util.Optional;

/** A VQ tokenizer on the Java heap, in float32. Safe for several threads. */
public final class VectorImageTokenizer implements ImageTokenizer {
  private static final int CHANNELS = 3;

  private final String name;
  private final TeamPool.Lease lease;
  private final Workspace workspace;
  private final int codebookSize;
  private final int downsampling;
  private volatile Networks networks;

  /** What is freed by closing. */
  private record Networks(
      Codebook codebook, ImageNetwork decoder, Optional<ImageNetwork> encoder) {}

  /**
   * Loads a tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param kernels compute
   * @param lease the threads, given back when the tokenizer is closed; if loading fails they stay
   *     the caller's
   */
  public VectorImageTokenizer(TokenizerSource source, Kernels kernels, TeamPool.Lease lease) {
    VectorQuantizer quantizer = source.quantizer();
    WeightLoader weights = new WeightLoader(lease.team());
    ImageNetworkLoader loader = new ImageNetworkLoader(weights);
    this.name = source.describe();
    this.lease = lease;
    this.workspace = new Workspace(kernels, lease.team());
    this.codebookSize = quantizer.codebookSize();
    this.downsampling = quantizer.downsampling();
    this.networks =
        new Networks(
            Codebook.of(quantizer),
            loader.load(quantizer.decoder()),
            quantizer.encoder().map(loader::load));
  }

  @Override
  public int codebookSize() {
    return codebookSize;
  }

  @Override
  public int downsampling() {
    return downsampling;
  }

  @Override
  public PixelImage decode(Grid grid, int[] tokens) {
    check(grid, tokens);
    Networks open = networks();
    float[] latent = open.codebook.lookUp(tokens);
    Planes input = Planes.of(open.codebook.width(), grid.rows(), grid.columns(), latent);
    Planes image = open.decoder.apply(input, workspace);
    return new PixelImage(image.width(), image.height(), image.toArray());
  }

  @Override
  public Encoded encode(PixelImage image) {
    Networks open = networks();
    ImageNetwork network =
        open.encoder.orElseThrow(
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
    Planes input = Planes.of(CHANNELS, image.height(), image.width(), image.planes());
    Planes latent = network.apply(input, workspace);
    Grid grid = Grid.of(latent.height(), latent.width());
    return new Encoded(
        grid, codes(open.codebook, latent.toArray(), grid.cells(), workspace.team()));
  }

  private static int[] codes(Codebook codebook, float[] planes, int cells, Team team) {
    int[] codes = new int[cells];
    team.run(
        (from, to, thread) -> {
          for (int cell = from; cell < to; cell++) {
            codes[cell] = codebook.nearest(planes, cell, cells);
          }
        },
        cells,
        1);
    return codes;
  }

  @Override
  public void close() {
    networks = null;
    lease.close();
  }

  private Networks networks() {
    Networks current = networks;
    if (current == null) {
      throw new IllegalStateException("the image tokenizer is closed");
    }
    return current;
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
      if (token < 0 || token >= codebookSize) {
        throw new InvalidInputException(
            "token " + token + " is outside the codebook: 0 to " + (codebookSize - 1));
      }
    }
  }
}
