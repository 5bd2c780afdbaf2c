/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.PixelImage;
import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.TeamPool;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.backend.ImageNetworks;
import io.zipar.models.backend.LoadedImageTokenizer;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.ImageLayer;
import io.zipar.spi.ImageTokenizer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The networks of an image tokenizer on the Java heap, in float32. Safe for several threads. What
 * is under way goes on after closing.
 */
public final class VectorImageNetworks implements ImageNetworks<ImageNetwork, Planes> {
  private final Kernels kernels;
  private final TeamPool.Lease lease;
  private final Workspace workspace;

  private VectorImageNetworks(Kernels kernels, TeamPool.Lease lease) {
    this.kernels = kernels;
    this.lease = lease;
    this.workspace = new Workspace(kernels, lease.team());
  }

  /**
   * Loads an image tokenizer.
   *
   * @param source description and weights, not needed afterwards
   * @param kernels compute
   * @param lease the threads, given back when the tokenizer is closed; if loading fails they stay
   *     the caller's
   * @return the tokenizer, closed by the caller
   * @throws io.zipar.InvalidInputException if there is no memory for it
   */
  public static ImageTokenizer open(
      ImageTokenizerSource source, Kernels kernels, TeamPool.Lease lease) {
    return new LoadedImageTokenizer<>(source, new VectorImageNetworks(kernels, lease));
  }

  @Override
  public List<ImageNetwork> load(List<List<ImageLayer>> networks) {
    WeightLoader weights = new WeightLoader(lease.team(), kernels::layout, KeptWeights.none());
    return new ImageNetworkLoader(weights, kernels.convolutionChannels())
        .loadAll(lease.team(), networks);
  }

  @Override
  public <T> T run(String what, Function<Runner<ImageNetwork, Planes>, T> work) {
    return work.apply(new OnTheHeap());
  }

  @Override
  public int[] nearest(Codebook codebook, float[] latent) {
    int cells = latent.length / codebook.width();
    int[] codes = new int[cells];
    lease
        .team()
        .run(
            (from, to, thread) -> {
              for (int cell = from; cell < to; cell++) {
                codes[cell] = codebook.nearest(latent, cell, cells);
              }
            },
            cells,
            1);
    return codes;
  }

  @Override
  public void close() {
    lease.close();
  }

  private final class OnTheHeap implements Runner<ImageNetwork, Planes> {
    @Override
    public Planes planes(int channels, int height, int width, float[] values) {
      return Planes.of(channels, height, width, values);
    }

    @Override
    public Planes apply(ImageNetwork network, Planes input, Optional<Planes> condition) {
      return network.apply(input, condition.map(workspace::under).orElse(workspace));
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
  }
}
