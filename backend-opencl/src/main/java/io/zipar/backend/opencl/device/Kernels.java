/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The kernels' sources, in programs that are compiled together. Immutable.
 *
 * @param label for messages and the cache
 * @param files in their order
 * @param definitions macros, for example {@code WEIGHT_FLOAT16}
 * @param group work-items of a group of each of them
 */
public record Kernels(String label, List<String> files, List<String> definitions, int group) {
  /** Work-items of a group of most kernels. */
  public static final int GROUP = 64;

  /** Work-items of a group that goes through a vocabulary or the slots of a cache. */
  static final int WIDE_GROUP = 256;

  /** The widest head that attention takes, as head.cl has it. */
  public static final int WIDEST_HEAD = 1024;

  /** The local memory that the largest kernel takes, and some more. */
  static final long LOCAL_BYTES = 20 << 10;

  private static final String PORTABLE = "portable.cl";

  private static final String HEAD = "head.cl";

  /** Norms and rotation, and a plain read. */
  public static final Kernels STREAM =
      new Kernels(
          "stream", List.of(PORTABLE, "norm.cl", HEAD, "heads.cl", "read.cl"), List.of(), GROUP);

  /** Attention of texts and of pictures. */
  public static final Kernels ATTENTION =
      new Kernels("attention", List.of(PORTABLE, HEAD, "attention.cl"), List.of(), WIDE_GROUP);

  /** Layers over pictures. */
  public static final Kernels PICTURES =
      new Kernels(
          "pictures",
          List.of(PORTABLE, "convolution.cl", "group_norm.cl", "planes.cl"),
          List.of(),
          GROUP);

  /** Laws of tokens and draws from them. */
  public static final Kernels SAMPLING =
      new Kernels("sampling", List.of(PORTABLE, "sample.cl"), List.of(), WIDE_GROUP);

  /**
   * Products and tables of a dtype.
   *
   * @param dtype its name, for example {@code float16}
   * @return their program
   */
  public static Kernels weights(String dtype) {
    return new Kernels(
        "weights-" + dtype,
        List.of(PORTABLE, "weight.cl", "product.cl", "tile.cl", "gather.cl"),
        List.of("WEIGHT_" + dtype.toUpperCase(Locale.ROOT)),
        GROUP);
  }

  /**
   * The source, definitions first, so that a compiler needs no options.
   *
   * @return OpenCL C, also CUDA C
   */
  public String source() {
    StringBuilder source = new StringBuilder("#define GROUP " + group + '\n');
    definitions.forEach(name -> source.append("#define ").append(name).append('\n'));
    files.forEach(file -> source.append(read(file)).append('\n'));
    return source.toString();
  }

  private static String read(String file) {
    String path = "/io/zipar/backend/opencl/kernels/" + file;
    try (InputStream stream = Kernels.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
