/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.BoundedRegex;
import io.zipar.text.regex.CharacterSets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code pre_tokenizer}. */
final class PreTokenizers {
  /** How GPT-2 splits: an ending of English, or a run of one kind and the space before it. */
  private static final Matcher GPT2 =
      Matcher.ofRegex(
          BoundedRegex.of(
              "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"));

  private static final Matcher WORDS = Matcher.ofRegex(BoundedRegex.of("\\w+|[^\\w\\s]+"));
  private static final int LOW_LINE = '\u2581';

  private PreTokenizers() {}

  static PreTokenizer of(Part part) {
    return switch (part.kind()) {
      case "Sequence" ->
          part.parts("pretokenizers").stream()
              .map(PreTokenizers::of)
              .reduce(PreTokenizer::then)
              .orElse(PreTokenizer.NONE);
      case "ByteLevel" -> byteLevel(part);
      case "Metaspace" -> metaspace(part);
      case "Split" -> split(part);
      case "Whitespace" -> splitting(WORDS, Splitting.REMOVED, true);
      case "WhitespaceSplit" ->
          splitting(Matcher.ofCharacters(CharacterSets::isSpace), Splitting.REMOVED);
      case "CharDelimiterSplit" -> {
        int delimiter = part.character("delimiter", ' ');
        yield splitting(Matcher.ofCharacters(c -> c == delimiter), Splitting.REMOVED);
      }
      case "Punctuation" ->
          splitting(
              Matcher.ofCharacters(CharacterSets::isSign), Splitting.of(part, Splitting.ISOLATED));
      case "Digits" ->
          splitting(
              Matcher.ofCharacters(CharacterSets::isNumber),
              part.flag("individual_digits", false) ? Splitting.ISOLATED : Splitting.CONTIGUOUS);
      case "BertPreTokenizer" ->
          splitting(Matcher.ofCharacters(CharacterSets::isSpace), Splitting.REMOVED)
              .then(splitting(Matcher.ofCharacters(CharacterSets::isSign), Splitting.ISOLATED));
      default ->
          throw PlaceProblem.at(
              part.place(),
              "the kind "
                  + PlaceProblem.quote(part.kind())
                  + " is not supported; supported are Sequence, ByteLevel, Metaspace, Split,"
                  + " Whitespace, WhitespaceSplit, CharDelimiterSplit, Punctuation, Digits and"
                  + " BertPreTokenizer");
    };
  }

  private static PreTokenizer splitting(Matcher matcher, Splitting splitting) {
    return splitting(matcher, splitting, false);
  }

  private static PreTokenizer splitting(Matcher matcher, Splitting splitting, boolean inverted) {
    return (segment, steps, target) -> splitting.split(segment, matcher, inverted, steps, target);
  }

  private static PreTokenizer split(Part part) {
    return splitting(
        part.pattern("pattern"),
        Splitting.of(part, Splitting.ISOLATED),
        part.flag("invert", false));
  }

  private static PreTokenizer byteLevel(Part part) {
    boolean spaceBefore = part.flag("add_prefix_space", true);
    boolean regex = part.flag("use_regex", true);
    return (segment, steps, target) -> {
      String text = segment.text();
      Segment whole = segment.withText(spaceBefore && !text.startsWith(" ") ? " " + text : text);
      List<Segment> parts = new ArrayList<>();
      if (regex) {
        Splitting.ISOLATED.split(whole, GPT2, steps, parts);
      } else {
        parts.add(whole);
      }
      parts.forEach(each -> target.add(each.withText(ByteAlphabet.of(each.text()))));
    };
  }

  private static PreTokenizer metaspace(Part part) {
    int replacement = part.character("replacement", LOW_LINE);
    String mark = Character.toString(replacement);
    String scheme = part.optionalText("prepend_scheme").orElse("always");
    if (!List.of("always", "first", "never").contains(scheme)) {
      throw PlaceProblem.at(
          part.place() + ".prepend_scheme",
          PlaceProblem.quote(scheme) + " is not known; expected always, first or never");
    }
    boolean prepends = part.flag("add_prefix_space", true) && !scheme.equals("never");
    boolean onlyFirst = scheme.equals("first");
    boolean splits = part.flag("split", true);
    Matcher marks = Matcher.ofCharacters(c -> c == replacement);
    return (segment, steps, target) -> {
      String text = segment.text().replace(" ", mark);
      boolean lacksMark = !text.startsWith(mark);
      Segment marked =
          segment.withText(
              prepends && lacksMark && (segment.first() || !onlyFirst) ? mark + text : text);
      if (splits) {
        Splitting.MERGED_WITH_NEXT.split(marked, marks, steps, target);
      } else {
        target.add(marked);
      }
    };
  }
}
