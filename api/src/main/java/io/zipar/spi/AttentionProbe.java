/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.List;

/**
 * Which attention of a model is looked at. A probe changes no logit; it costs time and memory, in
 * the layers that it names alone.
 *
 * @param layers indices of attention layers, from 0, the order of the network; at least one, none
 *     twice
 * @param perHead whether each head is told, or their mean
 */
@ApiStatus.Experimental(since = "0.1")
public record AttentionProbe(List<Integer> layers, boolean perHead) {
  /**
   * Checks the layers.
   *
   * @throws InvalidInputException if there is none, or one is negative or named twice
   */
  public AttentionProbe {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new InvalidInputException("an attention probe needs at least one layer");
    }
    for (int index = 0; index < layers.size(); index++) {
      int layer = layers.get(index);
      if (layer < 0) {
        throw new InvalidInputException(
            "attention layer " + layer + " does not exist: the first is 0");
      }
      if (layers.indexOf(layer) < index) {
        throw new InvalidInputException("attention layer " + layer + " is named twice");
      }
    }
  }

  /**
   * A probe of the mean of all heads.
   *
   * @param layers indices of attention layers, from 0; at least one, none twice
   * @return the probe
   * @throws InvalidInputException if there is none, or one is negative or named twice
   */
  public static AttentionProbe averaged(List<Integer> layers) {
    return new AttentionProbe(layers, false);
  }

  /**
   * A probe of every head.
   *
   * @param layers indices of attention layers, from 0; at least one, none twice
   * @return the probe
   * @throws InvalidInputException if there is none, or one is negative or named twice
   */
  public static AttentionProbe perHead(List<Integer> layers) {
    return new AttentionProbe(layers, true);
  }

  /**
   * Requires that a model can be probed so.
   *
   * @param model the model
   * @throws InvalidInputException if it cannot be probed, or lacks one of the layers; the message
   *     names the model and what it has
   */
  public void requireFits(ModelInfo model) {
    int count = model.attentionLayers();
    if (count == 0) {
      throw new InvalidInputException(
          "model '" + model.name() + "' on " + model.device() + " cannot show its attention");
    }
    for (int layer : layers) {
      if (layer >= count) {
        throw new InvalidInputException(
            "model '"
                + model.name()
                + "' has attention layers 0 to "
                + (count - 1)
                + ", and no layer "
                + layer);
      }
    }
  }
}
