/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ZiparException;
import io.zipar.evaluation.FileIdentity;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Names code by the content of the jars that hold it, or of the folders of classes. Remembers what
 * it has read. Safe for several threads.
 */
final class CodeIdentity {
  private final Map<Path, String> known = new ConcurrentHashMap<>();

  /** The names of the jars of some classes, by their packages, joined: alike on both paths. */
  String of(Class<?>... classes) {
    Map<String, String> parts = new TreeMap<>();
    for (Class<?> each : classes) {
      CodeSource source = each.getProtectionDomain().getCodeSource();
      parts.put(
          each.getPackageName(),
          source == null || source.getLocation() == null
              ? Runtime.version().toString()
              : known.computeIfAbsent(path(source), CodeIdentity::content));
    }
    return parts.toString();
  }

  private static Path path(CodeSource source) {
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new ZiparException("code at " + source.getLocation() + " cannot be read", e);
    }
  }

  private static String content(Path path) {
    if (Files.isRegularFile(path)) {
      return FileIdentity.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<String> names =
          files.filter(Files::isRegularFile).map(path::relativize).map(Path::toString).toList();
      String[] sorted = names.toArray(String[]::new);
      Arrays.sort(sorted);
      return FileIdentity.of(List.of(sorted), name -> Files.newInputStream(path.resolve(name)));
    } catch (IOException e) {
      throw new ZiparException("code at " + path + " cannot be read: " + SystemReason.of(e), e);
    }
  }
}
