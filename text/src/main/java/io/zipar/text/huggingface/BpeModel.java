/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.pairs.Merging;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Byte-pair encoding: characters, of which pairs become one in the order of a list. */
final class BpeModel implements PieceModel {
  private final Vocabulary vocabulary;
  private final PairTable pairs;
  private final Optional<ByteTokens> bytes;
  private final String prefix;
  private final String suffix;
  private final boolean takesWhole;
  private final boolean fusesUnknown;
  private final Optional<String> unknownName;
  private final int unknown;

  BpeModel(ModelFile file, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.prefix = file.text("continuing_subword_prefix").orElse("");
    this.suffix = file.text("end_of_word_suffix").orElse("");
    this.takesWhole = file.flag("ignore_merges");
    this.fusesUnknown = file.flag("fuse_unk");
    this.bytes =
        file.flag("byte_fallback")
            ? Optional.of(ByteTokens.of(vocabulary.numbers()))
            : Optional.empty();
    this.unknownName = file.text("unk_token");
    this.unknown =
        unknownName
            .map(name -> vocabulary.numbers().getOrDefault(name, Vocabulary.NONE))
            .orElse(Vocabulary.NONE);
    this.pairs = pairs(file);
  }

  private PairTable pairs(ModelFile file) {
    MergeList merges = file.merges();
    PairTable table = new PairTable(merges.size());
    for (int rank = 0; rank < merges.size(); rank++) {
      String left = merges.left(rank);
      String right = merges.right(rank);
      if (!right.startsWith(prefix)) {
        throw PlaceProblem.at(
            mergePlace(file, rank),
            PlaceProblem.quote(right)
                + " does not begin with the prefix "
                + PlaceProblem.quote(prefix));
      }
      table.put(
          number(file, rank, left),
          number(file, rank, right),
          rank,
          number(file, rank, left + right.substring(prefix.length())));
    }
    return table;
  }

  private int number(ModelFile file, int rank, String name) {
    Integer number = vocabulary.numbers().get(name);
    if (number == null) {
      throw PlaceProblem.at(
          mergePlace(file, rank), "the vocabulary has no token " + PlaceProblem.quote(name));
    }
    return number;
  }

  private static String mergePlace(ModelFile file, int rank) {
    return file.place() + ".merges[" + rank + "]";
  }

  @Override
  public void encode(String text, IntConsumer target) throws Unknown {
    int whole = takesWhole ? vocabulary.find(text) : Vocabulary.NONE;
    if (whole == Vocabulary.NONE) {
      new Merging(characters(text), pairs).run(target);
    } else {
      target.accept(whole);
    }
  }

  private int[] characters(String text) throws Unknown {
    IntStream.Builder tokens = IntStream.builder();
    boolean afterUnknown = false;
    for (int at = 0; at < text.length(); ) {
      int end = at + Character.charCount(text.codePointAt(at));
      String character = text.substring(at, end);
      String name = (at == 0 ? "" : prefix) + character + (end == text.length() ? suffix : "");
      int number = vocabulary.find(name);
      boolean found = number != Vocabulary.NONE;
      if (found) {
        tokens.add(number);
      } else if (bytes.isPresent() && bytes.get().encode(name, tokens)) {
        found = true;
      } else if (unknownName.isPresent() && unknown == Vocabulary.NONE
          || !Unknown.isInvisible(character)) {
        throw new Unknown(character);
      } else if (unknownName.isPresent() && !(afterUnknown && fusesUnknown)) {
        tokens.add(unknown);
      }
      afterUnknown = !found;
      at = end;
    }
    return tokens.build().toArray();
  }
}
