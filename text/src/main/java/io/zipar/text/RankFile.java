/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.InvalidInputException;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a vocabulary of byte sequences: on every line a token in base64 and its rank, which is its
 * number too. Bytes are the characters 0 ... 255 of a string, which maps find fast whatever a file
 * holds.
 */
final class RankFile {
  private static final long MAX_BYTES = 1 << 26;

  /** Keeps looking a pair up cheap; published tokens have at most 128 bytes. */
  private static final int LONGEST_TOKEN = 1024;

  private static final int BYTES = 256;

  private final Path path;
  private final Map<String, Integer> ranks = new HashMap<>();
  private int line;

  private RankFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a file.
   *
   * @param path of the file
   * @return the rank of each token, from 0 without gaps; every single byte is among the tokens
   * @throws InvalidInputException if it cannot be read or is no such vocabulary
   */
  static Map<String, Integer> read(Path path) {
    RankFile file = new RankFile(path);
    try {
      FileKind.require(path, "a vocabulary of tiktoken", FileKind.TEXT);
      if (Files.size(path) > MAX_BYTES) {
        throw new InvalidInputException(path + ": a tokenizer has at most " + MAX_BYTES + " bytes");
      }
      // What is no base64 is refused below, whatever its encoding.
      try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          file.line++;
          if (!text.isBlank()) {
            file.add(text.strip().split("\\s+", 3));
          }
        }
      }
    } catch (IOException e) {
      throw FileProblem.of(path, e);
    }
    file.check();
    return Collections.unmodifiableMap(file.ranks);
  }

  private void add(String[] words) {
    byte[] token;
    int rank;
    try {
      token = words.length == 2 ? Base64.getDecoder().decode(words[0]) : new byte[0];
      rank = words.length == 2 ? Integer.parseInt(words[1]) : -1;
    } catch (IllegalArgumentException e) {
      throw atLine("expected a token in base64, a space and its rank", e);
    }
    if (token.length == 0 || rank < 0) {
      throw atLine("expected a token in base64, a space and its rank", null);
    }
    if (token.length > LONGEST_TOKEN) {
      throw atLine("a token has at most " + LONGEST_TOKEN + " bytes, not " + token.length, null);
    }
    if (ranks.put(new String(token, StandardCharsets.ISO_8859_1), rank) != null) {
      throw atLine("this token has a rank already", null);
    }
  }

  private InvalidInputException atLine(String problem, Throwable cause) {
    return new InvalidInputException(path + ": line " + line + ": " + problem, cause);
  }

  private void check() {
    for (int value = 0; value < BYTES; value++) {
      if (!ranks.containsKey(Character.toString(value))) {
        throw new InvalidInputException(
            "%s: has no token for the byte 0x%02x; every text needs all %d bytes"
                .formatted(path, value, BYTES));
      }
    }
    BitSet taken = new BitSet(ranks.size());
    for (int rank : ranks.values()) {
      if (rank >= ranks.size() || taken.get(rank)) {
        throw new InvalidInputException(
            path
                + ": rank "
                + rank
                + " of "
                + ranks.size()
                + " tokens; expected each of 0 ... "
                + (ranks.size() - 1)
                + " once");
      }
      taken.set(rank);
    }
  }
}
