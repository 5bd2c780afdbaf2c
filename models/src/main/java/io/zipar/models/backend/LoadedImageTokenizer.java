/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.backend;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.EncodablePictures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.spi.ImageTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image tokenizer whose networks a backend runs. Safe for several threads.
 *
 * @param <N> a loaded network of the backend
 * @param <P> the backend's planes
 */
@ApiStatus.Experimental(since = "0.1")
public final class LoadedImageTokenizer<N, P> implements ImageTokenizer {
  private static final int CHANNELS = 3;

  private final ImageNetworks<N, P> networks;
  private final EncodablePictures pictures;
  private final int codebookSize;
  private volatile Parts<N> parts;

  /** What can be collected once this is closed. */
  private record Parts<N>(
      Codebook codebook, N overTime, N ofFrames, Optional<N> condition, Optional<N> encoder) {}

  /**
   * Loads a tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param networks loads and runs; closed with the tokenizer, and if loading fails the caller's
   * @throws io.zipar.InvalidInputException if the machine cannot hold or run it
   */
  public LoadedImageTokenizer(ImageTokenizerSource source, ImageNetworks<N, P> networks) {
    ImageTokenizerNetwork network = source.network();
    this.networks = networks;
    this.pictures = EncodablePictures.of(source.describe(), network);
    this.codebookSize = network.codebookSize();
    List<N> loaded =
        networks.load(
            List.of(
                network.decoderOverTime(),
                network.decoderOfFrames(),
                network.condition().orElse(List.of()),
                network.encoder().orElse(List.of())));
    this.parts =
        new Parts<>(
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
    Parts<N> open = parts();
    float[] values = open.codebook.lookUp(grid, tokens);
    return networks.run(
        "decoding an image",
        runner -> {
          P entries = entries(open, grid, values, runner);
          Optional<P> condition =
              open.condition.map(network -> runner.apply(network, entries, Optional.empty()));
          P mixed = runner.apply(open.overTime, entries, condition);
          return runner.picture(runner.apply(open.ofFrames, mixed, condition));
        });
  }

  @Override
  public List<PixelImage> decodeFrames(Grid grid, int[] tokens) {
    Parts<N> open = parts();
    List<float[]> values = open.codebook.lookUpFrames(grid, tokens);
    return networks.run(
        "decoding a video",
        runner -> {
          List<P> entries =
              values.stream().map(frame -> entries(open, grid, frame, runner)).toList();
          Optional<List<P>> conditions =
              open.condition.map(network -> runner.applyFrames(network, entries));
          List<P> frames = runner.applyFrames(open.overTime, entries);
          List<PixelImage> pictures = new ArrayList<>();
          for (int i = 0; i < frames.size(); i++) {
            int frame = i;
            P pixels =
                runner.apply(open.ofFrames, frames.get(i), conditions.map(each -> each.get(frame)));
            pictures.add(runner.picture(pixels));
            if (pixels != frames.get(i)) {
              runner.free(pixels);
            }
          }
          return pictures;
        });
  }

  @Override
  public Encoded encode(PixelImage image) {
    Parts<N> open = parts();
    Grid grid = pictures.require(image);
    N network = open.encoder.orElseThrow();
    float[] latent =
        networks.run(
            "encoding an image",
            runner -> {
              P input = runner.planes(CHANNELS, image.height(), image.width(), image.planes());
              return runner.values(runner.apply(network, input, Optional.empty()));
            });
    return new Encoded(grid, networks.nearest(open.codebook, latent));
  }

  private P entries(Parts<N> open, Grid grid, float[] values, ImageNetworks.Runner<N, P> runner) {
    return runner.planes(open.codebook.width(), grid.rows(), grid.columns(), values);
  }

  private Parts<N> parts() {
    Parts<N> current = parts;
    if (current == null) {
      throw new IllegalStateException("the image tokenizer is closed");
    }
    return current;
  }

  @Override
  public void close() {
    parts = null;
    networks.close();
  }
}
