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
import java.util.stream.Stream;

/**
 * A model whose files are resources of this package; those that several models have in common are
 * there once. Immutable, safe for several threads.
 */
abstract sealed class BundledModel implements PackagedModel
    permits ScenesModel, ScenesAnyModel, ScenesFlasharModel, ScenesMedusaModel, ScenesVideoModel {
  private static final String CLASSES = "classes.txt";
  private static final List<String> TOKENIZER = List.of("vq.json", "vq.safetensors");
  private static final List<String> PICTURES = List.of("classifier.safetensors", CLASSES);

  private final String name;
  private final String description;
  private final String folder;
  private final List<String> own;
  private final List<String> files;

  /**
   * A model.
   *
   * @param name as users give it
   * @param description one line
   * @param folder the resources that it has alone begin with that
   * @param own their names
   * @param borrowed files that it takes from {@code scenes}, beside the image tokenizer, which all
   *     have in common
   */
  BundledModel(
      String name, String description, String folder, List<String> own, List<String> borrowed) {
    this.name = name;
    this.description = description;
    this.folder = folder;
    this.own = own;
    this.files = Stream.of(own, borrowed, TOKENIZER).flatMap(List::stream).toList();
  }

  /** What the models of pictures borrow: their classes, the classifier of those, and more. */
  static List<String> ofPictures(String... more) {
    return Stream.concat(Stream.of(more), PICTURES.stream()).toList();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String describe() {
    return description;
  }

  @Override
  public final List<String> classNames() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(CLASSES), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final List<String> files() {
    return files;
  }

  @Override
  public final InputStream open(String file) throws IOException {
    InputStream stream =
        files.contains(file)
            ? BundledModel.class.getResourceAsStream(own.contains(file) ? folder + file : file)
            : null;
    if (stream == null) {
      throw new FileNotFoundException("model '" + name + "' holds no file " + file);
    }
    return stream;
  }
}
