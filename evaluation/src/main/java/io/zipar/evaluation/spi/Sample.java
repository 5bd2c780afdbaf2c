/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.spi;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An image that is measured.
 *
 * @param label its class
 * @param picture its pixels
 * @param features of the picture; not copied, not to be changed; present where a measure needs them
 * @param probabilities of the classes; likewise
 * @param likelihood the mean negative logarithm of the probability of its tokens, in nats a token;
 *     present where a measure needs it
 */
@ApiStatus.Experimental(since = "0.1")
public record Sample(
    int label,
    PixelImage picture,
    Optional<float[]> features,
    Optional<float[]> probabilities,
    OptionalDouble likelihood) {}
