/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import ai.djl.util.cuda.CudaUtils;
import io.zipar.spi.Availability;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Properties;
import java.util.regex.Pattern;

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
      return named(path);
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
   * Looks where a user says that libtorch is; DJL takes another one without a word where it is not.
   *
   * @param path a folder or a file, or several as a search path has them
   * @return usable if one of them is or holds the library, or unusable with what is missing
   */
  static Availability named(String path) {
    String library = System.mapLibraryName("torch");
    for (String each : path.split(Pattern.quote(File.pathSeparator))) {
      File file = new File(each);
      if (file.isFile() && file.getName().equals(library) || new File(file, library).isFile()) {
        return Availability.usable("libtorch from " + path);
      }
    }
    return Availability.unusable(
        OVERRIDE
            + "="
            + path
            + " holds no "
            + library
            + ": name the folder 'lib' of a libtorch, or unset it");
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
