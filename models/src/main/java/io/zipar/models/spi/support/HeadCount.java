/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.spi.ModelConfig;
import java.util.Optional;

/** The number of heads of a network whose tensors do not tell it, published with a width of 64. */
@ApiStatus.Experimental(since = "0.1")
public final class HeadCount {
  private static final int HEAD_WIDTH = 64;

  private HeadCount() {}

  /**
   * Reads the number of heads, or takes heads of width 64.
   *
   * @param config the configuration
   * @param key under which it states the number
   * @param width of the stream, at least 1
   * @param problems receives it if the heads do not fill the width or would be of an odd width
   * @return at least 1
   */
  public static int read(ModelConfig config, String key, int width, Problems problems) {
    Optional<Integer> stated = config.positive(key);
    int heads = stated.orElse(Math.max(1, width / HEAD_WIDTH));
    boolean told = stated.isPresent() || width % HEAD_WIDTH == 0;
    if (!told || width % heads != 0 || width / heads % 2 != 0) {
      problems.add(
          "the width "
              + width
              + " is not "
              + heads
              + " heads of an even width; give "
              + key
              + " in a config.json beside it");
      return 1;
    }
    return heads;
  }
}
