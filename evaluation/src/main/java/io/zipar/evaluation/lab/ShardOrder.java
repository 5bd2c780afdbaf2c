/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import java.io.Serializable;

/**
 * A shard that is to be generated.
 *
 * @param combination the name of its combination, 16 hexadecimal digits
 * @param shard its number in the combination, from 0
 */
@ApiStatus.Experimental(since = "0.1")
public record ShardOrder(String combination, int shard) implements Serializable {}
