/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.models.disk.WholeFile;
import io.zipar.models.format.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled kernels in a folder, by what they were compiled of and for. An entry begins with the
 * digest of what follows, so that a broken one is not handed to a driver. Whatever fails here only
 * means that kernels are compiled again. Safe for several threads and processes.
 */
final class BinaryCache {
  private static final Logger LOG = LoggerFactory.getLogger(BinaryCache.class);

  private static final int DIGEST_BYTES = 32;

  private final Path folder;

  /**
   * A cache.
   *
   * @param folder made when the first entry is written
   */
  BinaryCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The cache of the user: {@code ZIPAR_OPENCL_CACHE} where it is set, else a folder of the
   * system's cache folder.
   *
   * @return a cache
   */
  static BinaryCache ofUser() {
    String chosen = System.getenv("ZIPAR_OPENCL_CACHE");
    if (chosen != null && !chosen.isBlank()) {
      return new BinaryCache(Path.of(chosen));
    }
    String base = System.getenv("XDG_CACHE_HOME");
    Path caches =
        base == null || base.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return new BinaryCache(caches.resolve("zipar").resolve("opencl"));
  }

  /**
   * Finds an entry.
   *
   * @param key all that it depends on
   * @return its content, empty if there is none or it is broken
   */
  Optional<byte[]> find(String key) {
    try {
      Path file = file(key);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] stored = Files.readAllBytes(file);
      if (stored.length <= DIGEST_BYTES) {
        return Optional.empty();
      }
      byte[] content = Arrays.copyOfRange(stored, DIGEST_BYTES, stored.length);
      byte[] digest = Arrays.copyOf(stored, DIGEST_BYTES);
      return MessageDigest.isEqual(digest, Digests.begin().digest(content))
          ? Optional.of(content)
          : Optional.empty();
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps an entry, replacing what was there.
   *
   * @param key all that it depends on
   * @param content any bytes
   */
  void keep(String key, byte[] content) {
    try {
      Files.createDirectories(folder);
      WholeFile.write(
          file(key),
          stream -> {
            stream.write(Digests.begin().digest(content));
            stream.write(content);
          });
    } catch (IOException | SecurityException e) {
      LOG.debug("compiled kernels are not kept in {}: {}", folder, e.toString());
    }
  }

  /** Where an entry is. */
  Path file(String key) {
    return folder.resolve(Digests.full(key.getBytes(StandardCharsets.UTF_8)) + ".bin");
  }
}
