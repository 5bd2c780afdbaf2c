/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.models.spi.ModelFamily;
import io.zipar.spi.support.OneLine;
import java.util.function.Supplier;

/** Calls families, which may come from outside: what they throw by mistake names them. */
final class FamilyCall {
  private FamilyCall() {}

  /**
   * Calls a family.
   *
   * @throws ZiparException as the family throws it
   * @throws PluginException if the family throws anything else, or returns null
   */
  static <T> T of(ModelFamily family, String method, Supplier<T> call) {
    T result;
    try {
      result = call.get();
    } catch (ZiparException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new PluginException(owner(family), method + "() failed: " + OneLine.describe(e), e);
    }
    if (result == null) {
      throw new PluginException(owner(family), method + "() returned null");
    }
    return result;
  }

  private static String owner(ModelFamily family) {
    return "model family '" + family.name() + "'";
  }
}
