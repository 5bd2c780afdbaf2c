/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.ApiStatus;
import java.util.OptionalInt;

/**
 * What the configuration class of a family in the transformers library takes where a file does not
 * state an entry.
 *
 * @param className name of the class, for errors
 * @param vocabulary {@code vocab_size}
 * @param width {@code hidden_size}
 * @param feedForwardWidth {@code intermediate_size}
 * @param layers {@code num_hidden_layers}
 * @param heads {@code num_attention_heads}
 * @param keyValueHeads {@code num_key_value_heads}, empty for as many as there are heads
 * @param maxPositions {@code max_position_embeddings}
 * @param normEpsilon {@code rms_norm_eps}
 * @param rotaryBase {@code rope_theta}
 */
@ApiStatus.Experimental(since = "0.1")
public record LlamaDefaults(
    String className,
    int vocabulary,
    int width,
    int feedForwardWidth,
    int layers,
    int heads,
    OptionalInt keyValueHeads,
    int maxPositions,
    double normEpsilon,
    double rotaryBase) {}
