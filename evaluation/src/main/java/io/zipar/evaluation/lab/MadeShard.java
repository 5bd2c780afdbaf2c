/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.store.Shard;
import java.util.Objects;

/**
 * A shard, and where it was generated.
 *
 * @param shard its images; some may have failed
 * @param environment the machine and the program that made it
 */
@ApiStatus.Experimental(since = "0.1")
public record MadeShard(Shard shard, JsonObject environment) {
  /** Refuses null. */
  public MadeShard {
    Objects.requireNonNull(shard, "shard");
    Objects.requireNonNull(environment, "environment");
  }
}
