/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import ai.djl.util.cuda.CudaUtils;
import io.zipar.spi.Availability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Properties;

/** Looks for libtorch without loading it. */
public final class NativeLibrary {
  private static final String DESCRIPTION = "native/lib/pytorch.properties";
  private static final String OVERRIDE = "PYTORCH_LIBRARY_PATH";

  private NativeLibrary() {}

  /**
   * Tells whether the engine would find a libtorch.
   *
   * @return usable with what was found, or unusable with what to add
   */
  public static Availability find() {
    String path = System.getenv().getOrDefault(OVERRIDE, System.getProperty(OVERRIDE));
    if (path != null) {
      return Availability.usable("libtorch from " + path);
    }
    URL description = description();
    if (description == null) {
      return Availability.unusable(
          "no libtorch on the class path: add ai.djl.pytorch:pytorch-native-cpu for this system, or"
              + " set "
              + OVERRIDE);
    }
    return Availability.usable(describe(description));
  }

  /**
   * Tells whether a libtorch for CUDA meets a CUDA device, as far as that shows without loading it.
   *
   * @return true where both are there
   */
  public static boolean meetsCuda() {
    String flavor = System.getenv("PYTORCH_FLAVOR");
    if (flavor == null) {
      URL description = description();
      flavor = description == null ? "" : properties(description).getProperty("flavor", "");
    }
    return flavor.startsWith("cu") && CudaUtils.getGpuCount() > 0;
  }

  private static URL description() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
    return loader.getResource(DESCRIPTION);
  }

  private static Properties properties(URL description) {
    Properties properties = new Properties();
    try (InputStream in = description.openStream()) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String describe(URL description) {
    Properties properties = properties(description);
    return "libtorch "
        + properties.getProperty("version", "of unknown version")
        + " "
        + properties.getProperty("flavor", "")
        + " "
        + properties.getProperty("classifier", "");
  }
}
