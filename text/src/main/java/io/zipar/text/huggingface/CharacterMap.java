/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.Steps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The map of characters that SentencePiece compiles: the length of a trie in bytes, the trie as a
 * double array, then what is put in place of its keys, each ended by a zero byte. Immutable.
 */
final class CharacterMap implements Normalizer {
  private static final int LABEL = 1 << 31 | 0xff;

  /** Longer clusters of characters are looked up character by character. */
  private static final int LONGEST_CLUSTER = 6;

  private static final int NONE = -1;
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private final String place;
  private final int[] units;
  private final byte[] replacements;

  private CharacterMap(String place, int[] units, byte[] replacements) {
    this.place = place;
    this.units = units;
    this.replacements = replacements;
  }

  static CharacterMap of(String place, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw PlaceProblem.at(place, "is not base64");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = buffer.remaining() < Integer.BYTES ? NONE : buffer.getInt() & 0xffffffffL;
    if (length <= 0 || length % Integer.BYTES != 0 || length > buffer.remaining()) {
      throw PlaceProblem.at(
          place, "is broken: its trie does not fit into its " + bytes.length + " bytes");
    }
    int[] units = new int[(int) length / Integer.BYTES];
    buffer.asIntBuffer().get(units);
    byte[] replacements = Arrays.copyOfRange(bytes, Integer.BYTES + (int) length, bytes.length);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(replacements));
    } catch (CharacterCodingException e) {
      throw PlaceProblem.at(place, "is broken: its replacements are not UTF-8 text");
    }
    return new CharacterMap(place, units, replacements);
  }

  @Override
  public String normalize(String text, Steps steps) {
    StringBuilder changed = new StringBuilder();
    java.util.regex.Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      String cluster = clusters.group();
      byte[] bytes = cluster.getBytes(StandardCharsets.UTF_8);
      if (bytes.length >= LONGEST_CLUSTER || !append(bytes, changed)) {
        cluster
            .codePoints()
            .mapToObj(Character::toString)
            .forEach(
                character -> {
                  if (!append(character.getBytes(StandardCharsets.UTF_8), changed)) {
                    changed.append(character);
                  }
                });
      }
      if (changed.length() > Limits.MOST_CHARACTERS) {
        throw PlaceProblem.at(place, "makes the text too long");
      }
    }
    return changed.toString();
  }

  private boolean append(byte[] key, StringBuilder target) {
    int begin = find(key);
    if (begin == NONE) {
      return false;
    }
    int end = begin;
    while (end < replacements.length && replacements[end] != 0) {
      end++;
    }
    if (end > replacements.length || begin < end && (replacements[begin] & 0xc0) == 0x80) {
      throw PlaceProblem.at(place, "is broken: a replacement begins in the middle of a character");
    }
    if (begin < end) {
      target.append(new String(replacements, begin, end - begin, StandardCharsets.UTF_8));
    }
    return true;
  }

  /** The value of the shortest key that the bytes begin with: what the library takes. */
  private int find(byte[] key) {
    int node = offset(unit(0));
    for (byte value : key) {
      int label = value & 0xff;
      if (label == 0) {
        return NONE;
      }
      node ^= label;
      if (node < 0 || node >= units.length || (units[node] & LABEL) != label) {
        return NONE;
      }
      int unit = units[node];
      node ^= offset(unit);
      if ((unit >>> 8 & 1) == 1) {
        return unit(node) & Integer.MAX_VALUE;
      }
    }
    return NONE;
  }

  private int unit(int index) {
    if (index < 0 || index >= units.length) {
      throw PlaceProblem.at(place, "is broken: its trie leads outside of itself");
    }
    return units[index];
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }
}
