/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.InvalidInputException;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import io.zipar.text.regex.RegexException;
import io.zipar.text.regex.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the library does with a text, in its order: tokens that stand in it are split off, the rest
 * is changed, again tokens are split off, the rest is split and cut into tokens.
 *
 * @param tokens all tokens
 * @param asWritten finds tokens in the text as it is written
 * @param normalizer changes text
 * @param asChanged finds tokens in the changed text
 * @param preTokenizer splits the changed text
 * @param model cuts parts into tokens
 */
record TextPipeline(
    TextVocabulary tokens,
    AddedTokens.Finder asWritten,
    Normalizer normalizer,
    AddedTokens.Finder asChanged,
    PreTokenizer preTokenizer,
    PieceModel model)
    implements TextTokenizer {
  private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

  @Override
  public int[] encode(String text) {
    String whole = HALF_CHARACTER.matcher(text).replaceAll("\ufffd");
    try {
      return encodeWhole(whole);
    } catch (Unknown e) {
      throw new InvalidInputException(
          tokens.source()
              + ": the vocabulary cannot express "
              + PlaceProblem.quote(culprit(whole, e.characters()))
              + " in the prompt",
          e);
    } catch (RegexException e) {
      throw new InvalidInputException(
          tokens.source() + ": a regular expression of this tokenizer " + e.getMessage(), e);
    }
  }

  private int[] encodeWhole(String text) throws Unknown {
    Steps steps = new Steps();
    List<Segment> changed = new ArrayList<>();
    for (Segment segment : asWritten.split(List.of(new Segment(text, Segment.NONE, true)))) {
      changed.add(
          segment.isToken()
              ? segment
              : segment.withText(normalizer.normalize(segment.text(), steps)));
    }
    IntStream.Builder numbers = IntStream.builder();
    for (Segment segment : preTokenizer.splitAll(asChanged.split(changed), steps)) {
      if (segment.isToken()) {
        numbers.add(segment.token());
      } else {
        model.encode(segment.text(), numbers);
      }
    }
    return numbers.build().toArray();
  }

  /** What is lacking as the prompt has it, if it can be told. */
  private String culprit(String text, String lacking) {
    if (text.contains(lacking)) {
      return lacking;
    }
    return text.codePoints()
        .distinct()
        .mapToObj(Character::toString)
        .filter(this::isUnknown)
        .findFirst()
        .orElse(lacking);
  }

  private boolean isUnknown(String character) {
    try {
      encodeWhole(character);
      return false;
    } catch (Unknown e) {
      return true;
    }
  }

  @Override
  public Optional<TextVocabulary> vocabulary() {
    return Optional.of(tokens);
  }
}
