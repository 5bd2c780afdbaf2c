/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.models.format.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The files of a shard: rows, tokens, passes, and the hashes that show that they are whole. */
final class ShardFiles {
  private static final String ROWS = "images.jsonl";
  private static final String TOKENS = "tokens.bin";
  private static final String PASSES = "passes.bin";
  private static final String SUMS = "shard.json";

  private ShardFiles() {}

  /** The name of the folder of a shard. */
  static String name(int shard) {
    return String.format(Locale.ROOT, "%05d", shard);
  }

  static Map<String, byte[]> write(Shard shard) {
    StringBuilder rows = new StringBuilder();
    shard.rows().forEach(row -> rows.append(row.json()).append('\n'));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ROWS, rows.toString().getBytes(StandardCharsets.UTF_8));
    files.put(TOKENS, Shard.bytes(shard.tokens()));
    files.put(PASSES, Shard.bytes(shard.passes()));
    JsonObject sums = new JsonObject();
    files.forEach((name, content) -> sums.addProperty(name, Digests.full(content)));
    files.put(SUMS, (sums + "\n").getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** Reads a shard; nothing where it is missing or not as it was written. */
  static Optional<Shard> read(Path folder, int first, int count) {
    return read(name -> Files.readAllBytes(folder.resolve(name)), first, count);
  }

  /** Reads a shard from its files. */
  static Optional<Shard> read(Source files, int first, int count) {
    try {
      JsonObject sums =
          JsonParser.parseString(new String(files.content(SUMS), StandardCharsets.UTF_8))
              .getAsJsonObject();
      byte[] rows = verified(files, ROWS, sums);
      byte[] tokens = verified(files, TOKENS, sums);
      byte[] passes = verified(files, PASSES, sums);
      Shard shard = new Shard(rows(rows), Shard.values(tokens, count), Shard.values(passes, count));
      for (int i = 0; i < count; i++) {
        ImageRow row = shard.rows().get(i);
        if (row.image() != first + i
            || !row.tokenHash().equals(Shard.hash(shard.tokens().get(i)))) {
          return Optional.empty();
        }
      }
      return Optional.of(shard);
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with it, it is generated again.
      return Optional.empty();
    }
  }

  /** Where the files of a shard are. */
  interface Source {
    byte[] content(String name) throws IOException;
  }

  private static byte[] verified(Source files, String name, JsonObject sums) throws IOException {
    byte[] content = files.content(name);
    if (!Digests.full(content).equals(sums.get(name).getAsString())) {
      throw new IOException(name + " is damaged");
    }
    return content;
  }

  private static List<ImageRow> rows(byte[] lines) {
    List<ImageRow> rows = new ArrayList<>();
    new String(lines, StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> rows.add(ImageRow.read(JsonParser.parseString(line).getAsJsonObject())));
    return rows;
  }
}
