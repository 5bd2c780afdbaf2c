/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.threads.TeamPool;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.EncodablePictures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.spi.ImageTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image tokenizer on the Java heap, in float32. Safe for several threads. */
public final class VectorImageTokenizer implements ImageTokenizer {
  private static final int CHANNELS = 3;

  private final TeamPool.Lease lease;
  private final Workspace workspace;
  private final int codebookSize;
  private final EncodablePictures pictures;
  private volatile Networks networks;

  /** What is freed by closing. */
  private record Networks(
      Codebook codebook,
      ImageNetwork overTime,
      ImageNetwork ofFrames,
      Optional<ImageNetwork> condition,
      Optional<ImageNetwork> encoder) {}

  /**
   * Loads a tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param kernels compute
   * @param lease the threads, given back when the tokenizer is closed; if loading fails they stay
   *     the caller's
   */
  public VectorImageTokenizer(ImageTokenizerSource source, Kernels kernels, TeamPool.Lease lease) {
    ImageTokenizerNetwork network = source.network();
    WeightLoader weights = new WeightLoader(lease.team(), kernels::layout, KeptWeights.none());
    ImageNetworkLoader loader = new ImageNetworkLoader(weights, kernels.convolutionChannels());
    this.lease = lease;
    this.workspace = new Workspace(kernels, lease.team());
    this.codebookSize = network.codebookSize();
    this.pictures = EncodablePictures.of(source.describe(), network);
    List<ImageNetwork> loaded =
        loader.loadAll(
            lease.team(),
            List.of(
                network.decoderOverTime(),
                network.decoderOfFrames(),
                network.condition().orElse(List.of()),
                network.encoder().orElse(List.of())));
    this.networks =
        new Networks(
            Codebook.of(network),
            loaded.get(0),
            loaded.get(1),
            network.condition().map(layers -> loaded.get(2)),
            network.encoder().map(layers -> loaded.get(3)));
  }

  @Override
  public int codebookSize() {
    return codebookSize;
  }

  @Override
  public int downsampling() {
    return pictures.downsampling();
  }

  @Override
  public PixelImage decode(Grid grid, int[] tokens) {
    Networks open = networks();
    Planes entries = entries(open, grid, open.codebook.lookUp(grid, tokens));
    Optional<Planes> condition = open.condition.map(network -> network.apply(entries, workspace));
    Workspace here = condition.map(workspace::under).orElse(workspace);
    return image(open.ofFrames.apply(open.overTime.apply(entries, here), here));
  }

  @Override
  public List<PixelImage> decodeFrames(Grid grid, int[] tokens) {
    Networks open = networks();
    List<Planes> entries =
        open.codebook.lookUpFrames(grid, tokens).stream()
            .map(values -> entries(open, grid, values))
            .toList();
    Optional<List<Planes>> conditions =
        open.condition.map(network -> network.applyFrames(entries, workspace));
    List<Planes> frames = open.overTime.applyFrames(entries, workspace);
    List<PixelImage> images = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      int frame = i;
      Workspace here = conditions.map(each -> workspace.under(each.get(frame))).orElse(workspace);
      images.add(image(open.ofFrames.apply(frames.get(frame), here)));
    }
    return images;
  }

  private static Planes entries(Networks open, Grid grid, float[] values) {
    return Planes.of(open.codebook.width(), grid.rows(), grid.columns(), values);
  }

  private static PixelImage image(Planes planes) {
    return new PixelImage(planes.width(), planes.height(), planes.toArray());
  }

  @Override
  public Encoded encode(PixelImage image) {
    Networks open = networks();
    Grid grid = pictures.require(image);
    ImageNetwork network = open.encoder.orElseThrow();
    Planes input = Planes.of(CHANNELS, image.height(), image.width(), image.planes());
    Planes latent = network.apply(input, workspace);
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
}
