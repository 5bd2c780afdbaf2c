/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.backend;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.ImageLayer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a backend loads and runs the networks of one image tokenizer, and what it owns for that. Safe
 * for several threads once the networks are loaded.
 *
 * @param <N> a loaded network
 * @param <P> planes: channels x height x width values of a picture or of what lies between two
 *     layers
 */
@ApiStatus.Experimental(since = "0.1")
public interface ImageNetworks<N, P> extends AutoCloseable {
  /**
   * Loads networks. Called once, before anything is run.
   *
   * @param networks the layers of each, in order; a network may have none
   * @return the networks in the same order
   * @throws io.zipar.InvalidInputException if the machine cannot hold or run one
   */
  List<N> load(List<List<ImageLayer>> networks);

  /**
   * Runs networks.
   *
   * @param <T> what it yields, which holds no planes
   * @param what what is done in a few words, for messages: {@code decoding an image}
   * @param work runs them
   * @return what the work yields
   * @throws IllegalStateException if this was closed meanwhile, unless what is owned serves on
   * @throws io.zipar.ZiparException if the machine fails
   */
  <T> T run(String what, Function<Runner<N, P>, T> work);

  /**
   * Finds the codes of a picture. Unless overridden, the calling thread does it.
   *
   * @param codebook is searched
   * @param latent entry width x cells, the output of an encoder; may be changed
   * @return the code of the nearest entry for each cell, see {@link Codebook#nearest(float[])}
   */
  default int[] nearest(Codebook codebook, float[] latent) {
    return codebook.nearest(latent);
  }

  /** Gives back what is owned, after what is under way. A second call does nothing. */
  @Override
  void close();

  /**
   * Runs networks within one call, of one thread. Planes that it makes live as long as the call, or
   * until they are freed.
   *
   * @param <N> a loaded network
   * @param <P> planes
   */
  interface Runner<N, P> {
    /**
     * Makes planes.
     *
     * @param channels at least 1
     * @param height at least 1
     * @param width at least 1
     * @param values channels x height x width
     * @return planes of these values
     */
    P planes(int channels, int height, int width, float[] values);

    /**
     * Runs a network over a picture, the first frame of a video.
     *
     * @param network what is run
     * @param input not changed
     * @param condition what norms depend on
     * @return the output; the input itself where there are no layers
     */
    P apply(N network, P input, Optional<P> condition);

    /**
     * Runs a network without conditioned norms over a video.
     *
     * @param network what is run
     * @param frames not changed
     * @return the frames of the output
     */
    List<P> applyFrames(N network, List<P> frames);

    /**
     * Reads planes.
     *
     * @param planes any
     * @return channels x height x width values
     */
    float[] values(P planes);

    /**
     * Reads a picture.
     *
     * @param planes of three channels
     * @return the picture
     */
    PixelImage picture(P planes);

    /**
     * Frees planes that are not needed any more, where the call's end would be late.
     *
     * @param planes not used afterwards
     */
    default void free(P planes) {}
  }
}
