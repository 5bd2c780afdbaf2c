/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What an image tokenizer is, for a backend to execute.
 *
 * <p>Decoding: the entry of each code (divided by its Euclidean norm where {@code normalized})
 * makes an {@code entryWidth x rows x columns} input for the decoder, whose output is the picture.
 * Encoding: the encoder's output at a cell (divided by its norm where {@code normalized}) takes the
 * code of the nearest entry by Euclidean distance, the lowest code of equally near ones.
 *
 * <p>A grid of several frames is decoded as a whole, see {@link ImageLayer}; its pictures are the
 * frames of the decoder's output.
 *
 * @param describe a few words for logs
 * @param codebookSize number of entries
 * @param entryWidth width of an entry
 * @param normalized whether entries and latents are normalised before use
 * @param downsampling pixels per token and side
 * @param codebook codebook size x entry width
 * @param decoder the layers from entries to pixels
 * @param condition layers from entries to what the {@link ImageLayer.SpatialNorm}s of the decoder
 *     depend on, absent where it has none; it makes as many frames as the decoder
 * @param encoder the layers from pixels to latents, absent where the checkpoint has none
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageTokenizerNetwork(
    String describe,
    int codebookSize,
    int entryWidth,
    boolean normalized,
    int downsampling,
    Tensor codebook,
    List<ImageLayer> decoder,
    Optional<List<ImageLayer>> condition,
    Optional<List<ImageLayer>> encoder) {
  /** Copies the lists. */
  public ImageTokenizerNetwork {
    decoder = List.copyOf(decoder);
    condition = condition.map(List::copyOf);
    encoder = encoder.map(List::copyOf);
  }

  /**
   * The layers of the decoder that a video's frames go through together.
   *
   * @return those up to the last that mixes frames, none if all treat each frame alone
   */
  public List<ImageLayer> decoderOverTime() {
    return decoder.subList(0, firstOfFrames());
  }

  /**
   * The layers of the decoder behind those of {@link #decoderOverTime}, which need one frame in
   * memory at a time.
   *
   * @return the rest
   */
  public List<ImageLayer> decoderOfFrames() {
    return decoder.subList(firstOfFrames(), decoder.size());
  }

  private int firstOfFrames() {
    int first = decoder.size();
    while (first > 0 && !decoder.get(first - 1).mixesFrames()) {
      first--;
    }
    return first;
  }
}
