/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.model.scenes;

import io.zipar.models.spi.PackagedModel;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The model that {@code ./zipar train} makes. */
public final class ScenesModel implements PackagedModel {
  private static final String CLASSES = "classes.txt";

  private static final List<String> FILES =
      List.of(
          "config.json",
          "model.safetensors",
          "vq.json",
          "vq.safetensors",
          "classifier.safetensors",
          CLASSES,
          "training.json");

  /** For {@link java.util.ServiceLoader}. */
  public ScenesModel() {}

  @Override
  public String name() {
    return "scenes";
  }

  @Override
  public String describe() {
    return "procedural pictures of ten classes, 24x24 tokens, 96x96 pixels";
  }

  @Override
  public List<String> classNames() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(CLASSES), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> files() {
    return FILES;
  }

  @Override
  public InputStream open(String file) throws IOException {
    InputStream stream = FILES.contains(file) ? ScenesModel.class.getResourceAsStream(file) : null;
    if (stream == null) {
      throw new FileNotFoundException("model 'scenes' holds no file " + file);
    }
    return stream;
  }
}
