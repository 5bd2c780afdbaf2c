/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;
import io.zipar.models.network.TransformerNetwork;

/**
 * Which outputs of layers a pass has to keep, since a later layer takes them and not that of the
 * layer before it. Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class LayerInputs {
  /** Stands for what is fed, the input of a layer that takes no other layer's output. */
  public static final int ENTRANCE = -1;

  private final int[] inputs;
  private final boolean[] kept;

  /**
   * Asks a network.
   *
   * @param network says what each layer takes
   */
  public LayerInputs(TransformerNetwork network) {
    int layers = network.sizes().layers();
    this.inputs = new int[layers];
    this.kept = new boolean[layers + 1];
    for (int layer = 0; layer < layers; layer++) {
      inputs[layer] = network.inputOf(layer);
      kept[inputs[layer] + 1] |= !follows(layer);
    }
  }

  /**
   * Tells whether an output is needed later.
   *
   * @param layer index of a layer, or {@link #ENTRANCE}
   * @return whether a layer that does not follow it directly takes its output
   */
  public boolean isKept(int layer) {
    return kept[layer + 1];
  }

  /**
   * Tells whether a layer takes the output of the layer before it.
   *
   * @param layer index of the layer
   * @return false if it takes another one
   */
  public boolean follows(int layer) {
    return inputs[layer] == layer - 1;
  }

  /**
   * What a layer takes.
   *
   * @param layer index of the layer
   * @return index of the layer whose output that is, or {@link #ENTRANCE}
   */
  public int of(int layer) {
    return inputs[layer];
  }
}
