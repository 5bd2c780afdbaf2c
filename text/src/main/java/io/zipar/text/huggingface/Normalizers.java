/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import static java.text.Normalizer.Form;
import static java.text.Normalizer.normalize;

import io.zipar.text.regex.CharacterSets;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Reads {@code normalizer}. */
final class Normalizers {
  private static final int REMOVED = -1;

  private Normalizers() {}

  static Normalizer of(Part part) {
    return switch (part.kind()) {
      case "Sequence" ->
          part.parts("normalizers").stream()
              .map(Normalizers::of)
              .reduce(Normalizer.NONE, Normalizer::then);
      case "NFC" -> (text, steps) -> normalize(text, Form.NFC);
      case "NFD" -> (text, steps) -> normalize(text, Form.NFD);
      case "NFKC" -> (text, steps) -> normalize(text, Form.NFKC);
      case "NFKD" -> (text, steps) -> normalize(text, Form.NFKD);
      case "Lowercase" -> (text, steps) -> lowerCase(text);
      case "Strip" -> strip(part.flag("strip_left", true), part.flag("strip_right", true));
      case "StripAccents" -> (text, steps) -> withoutMarks(text);
      case "Prepend" -> prepend(part.text("prepend"));
      case "Replace" -> replace(part);
      case "Precompiled" -> precompiled(part);
      case "ByteLevel" -> (text, steps) -> ByteAlphabet.of(text);
      case "Nmt" -> (text, steps) -> mapped(text, Normalizers::nmt);
      case "BertNormalizer" -> bert(part);
      default ->
          throw PlaceProblem.at(
              part.place(),
              "the kind "
                  + PlaceProblem.quote(part.kind())
                  + " is not supported; supported are Sequence, NFC, NFD, NFKC, NFKD, Lowercase,"
                  + " Strip, StripAccents, Prepend, Replace, Precompiled, ByteLevel, Nmt and"
                  + " BertNormalizer");
    };
  }

  private static Normalizer strip(boolean left, boolean right) {
    return (text, steps) -> {
      int begin = 0;
      int end = text.length();
      while (left && begin < end && CharacterSets.isSpace(text.charAt(begin))) {
        begin++;
      }
      while (right && end > begin && CharacterSets.isSpace(text.charAt(end - 1))) {
        end--;
      }
      return text.substring(begin, end);
    };
  }

  private static Normalizer prepend(String prefix) {
    return (text, steps) -> text.isEmpty() ? text : prefix + text;
  }

  private static Normalizer replace(Part part) {
    Matcher matcher = part.pattern("pattern");
    String content = part.text("content");
    String place = part.place() + ".pattern";
    return (text, steps) -> {
      StringBuilder changed = new StringBuilder();
      int[] last = {0};
      matcher.findAll(
          text,
          steps,
          (begin, end) -> {
            if (begin.equals(end)) {
              throw PlaceProblem.at(place, "matches the empty text, which cannot be replaced");
            }
            changed.append(text, last[0], begin).append(content);
            if (changed.length() > Limits.MOST_CHARACTERS) {
              throw PlaceProblem.at(place, "makes the text too long");
            }
            last[0] = end;
          });
      return changed.append(text, last[0], text.length()).toString();
    };
  }

  private static Normalizer precompiled(Part part) {
    // A few files have null here, which the library takes as no change.
    return part.optionalText("precompiled_charsmap")
        .map(map -> (Normalizer) CharacterMap.of(part.place() + ".precompiled_charsmap", map))
        .orElse(Normalizer.NONE);
  }

  private static Normalizer bert(Part part) {
    boolean lower = part.flag("lowercase", true);
    boolean strip = part.flag("strip_accents", lower);
    boolean clean = part.flag("clean_text", true);
    boolean apart = part.flag("handle_chinese_chars", true);
    return (text, steps) -> {
      String changed = clean ? mapped(text, Normalizers::cleaned) : text;
      changed = apart ? ideographsApart(changed) : changed;
      changed = strip ? withoutAccents(normalize(changed, Form.NFD)) : changed;
      return lower ? lowerCase(changed) : changed;
    };
  }

  private static int cleaned(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return ' ';
    }
    // The library's table of control characters has none that no character is assigned to.
    if (c == 0 || c == 0xfffd || CharacterSets.isOther(c) && Character.isDefined(c)) {
      return REMOVED;
    }
    return CharacterSets.isSpace(c) ? ' ' : c;
  }

  private static String ideographsApart(String text) {
    StringBuilder changed = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isIdeograph(c)) {
                changed.append(' ').appendCodePoint(c).append(' ');
              } else {
                changed.appendCodePoint(c);
              }
            });
    return changed.toString();
  }

  private static boolean isIdeograph(int c) {
    return c >= 0x4e00 && c <= 0x9fff
        || c >= 0x3400 && c <= 0x4dbf
        || c >= 0x20000 && c <= 0x2a6df
        || c >= 0x2a700 && c <= 0x2b73f
        || c >= 0x2b740 && c <= 0x2b81f
        || c >= 0x2b920 && c <= 0x2ceaf
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0x2f800 && c <= 0x2fa1f;
  }

  private static int nmt(int c) {
    if (c >= 1 && c <= 8
        || c == 0xb
        || c >= 0xe && c <= 0x1f
        || c == 0x7f
        || c == 0x8f
        || c == 0x9f) {
      return REMOVED;
    }
    boolean space =
        c == '\t'
            || c == '\n'
            || c == '\f'
            || c == '\r'
            || c == 0x1680
            || c >= 0x200b && c <= 0x200f
            || c == 0x2028
            || c == 0x2029
            || c == 0x2581
            || c == 0xfeff
            || c == 0xfffd;
    return space ? ' ' : c;
  }

  private static String mapped(String text, IntUnaryOperator change) {
    StringBuilder changed = new StringBuilder();
    text.codePoints().map(change).filter(c -> c != REMOVED).forEach(changed::appendCodePoint);
    return changed.toString();
  }

  /** Character by character, whatever stands around it. */
  private static String lowerCase(String text) {
    StringBuilder changed = new StringBuilder();
    text.codePoints().forEach(c -> changed.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return changed.toString();
  }

  private static String withoutAccents(String text) {
    return mapped(text, c -> Character.getType(c) == Character.NON_SPACING_MARK ? REMOVED : c);
  }

  private static String withoutMarks(String text) {
    return mapped(text, c -> CharacterSets.isMark(c) ? REMOVED : c);
  }
}
