/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/** Sets of characters by the names that Oniguruma has for them. */
public final class CharacterSets {
  private static final int ASCII = 128;
  private static final String LATIN_NUMBERS = "\u00b2\u00b3\u00b9\u00bc\u00bd\u00be";

  private static final IntPredicate LETTER =
      of(
          Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER);
  private static final IntPredicate CASED_LETTER =
      of(Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER);
  private static final IntPredicate MARK =
      of(Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK);
  private static final IntPredicate NUMBER =
      of(Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER);
  private static final IntPredicate PUNCTUATION =
      of(
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION);
  private static final IntPredicate SYMBOL =
      of(
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL);
  private static final IntPredicate SEPARATOR =
      of(Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR);
  private static final IntPredicate OTHER =
      of(
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED);

  private static final Map<String, IntPredicate> NAMED =
      Map.ofEntries(
          Map.entry("l", LETTER),
          Map.entry("letter", LETTER),
          Map.entry("lc", CASED_LETTER),
          Map.entry("casedletter", CASED_LETTER),
          Map.entry("lu", of(Character.UPPERCASE_LETTER)),
          Map.entry("uppercaseletter", of(Character.UPPERCASE_LETTER)),
          Map.entry("ll", of(Character.LOWERCASE_LETTER)),
          Map.entry("lowercaseletter", of(Character.LOWERCASE_LETTER)),
          Map.entry("lt", of(Character.TITLECASE_LETTER)),
          Map.entry("titlecaseletter", of(Character.TITLECASE_LETTER)),
          Map.entry("lm", of(Character.MODIFIER_LETTER)),
          Map.entry("modifierletter", of(Character.MODIFIER_LETTER)),
          Map.entry("lo", of(Character.OTHER_LETTER)),
          Map.entry("otherletter", of(Character.OTHER_LETTER)),
          Map.entry("m", MARK),
          Map.entry("mark", MARK),
          Map.entry("mn", of(Character.NON_SPACING_MARK)),
          Map.entry("nonspacingmark", of(Character.NON_SPACING_MARK)),
          Map.entry("mc", of(Character.COMBINING_SPACING_MARK)),
          Map.entry("spacingmark", of(Character.COMBINING_SPACING_MARK)),
          Map.entry("me", of(Character.ENCLOSING_MARK)),
          Map.entry("n", NUMBER),
          Map.entry("number", NUMBER),
          Map.entry("nd", of(Character.DECIMAL_DIGIT_NUMBER)),
          Map.entry("decimalnumber", of(Character.DECIMAL_DIGIT_NUMBER)),
          Map.entry("digit", of(Character.DECIMAL_DIGIT_NUMBER)),
          Map.entry("nl", of(Character.LETTER_NUMBER)),
          Map.entry("no", of(Character.OTHER_NUMBER)),
          Map.entry("p", PUNCTUATION),
          Map.entry("punctuation", PUNCTUATION),
          Map.entry("pc", of(Character.CONNECTOR_PUNCTUATION)),
          Map.entry("pd", of(Character.DASH_PUNCTUATION)),
          Map.entry("ps", of(Character.START_PUNCTUATION)),
          Map.entry("pe", of(Character.END_PUNCTUATION)),
          Map.entry("pi", of(Character.INITIAL_QUOTE_PUNCTUATION)),
          Map.entry("pf", of(Character.FINAL_QUOTE_PUNCTUATION)),
          Map.entry("po", of(Character.OTHER_PUNCTUATION)),
          Map.entry("s", SYMBOL),
          Map.entry("symbol", SYMBOL),
          Map.entry("sm", of(Character.MATH_SYMBOL)),
          Map.entry("sc", of(Character.CURRENCY_SYMBOL)),
          Map.entry("sk", of(Character.MODIFIER_SYMBOL)),
          Map.entry("so", of(Character.OTHER_SYMBOL)),
          Map.entry("z", SEPARATOR),
          Map.entry("separator", SEPARATOR),
          Map.entry("zs", of(Character.SPACE_SEPARATOR)),
          Map.entry("zl", of(Character.LINE_SEPARATOR)),
          Map.entry("zp", of(Character.PARAGRAPH_SEPARATOR)),
          Map.entry("c", OTHER),
          Map.entry("other", OTHER),
          Map.entry("cc", of(Character.CONTROL)),
          Map.entry("cntrl", of(Character.CONTROL)),
          Map.entry("cf", of(Character.FORMAT)),
          Map.entry("cn", of(Character.UNASSIGNED)),
          Map.entry("co", of(Character.PRIVATE_USE)),
          Map.entry("cs", of(Character.SURROGATE)),
          Map.entry("any", c -> true),
          Map.entry("ascii", c -> c < ASCII),
          Map.entry("alphabetic", Character::isAlphabetic),
          Map.entry("alpha", Character::isAlphabetic),
          Map.entry(
              "alnum", c -> Character.isAlphabetic(c) || is(c, Character.DECIMAL_DIGIT_NUMBER)),
          Map.entry("upper", Character::isUpperCase),
          Map.entry("uppercase", Character::isUpperCase),
          Map.entry("lower", Character::isLowerCase),
          Map.entry("lowercase", Character::isLowerCase),
          Map.entry("space", CharacterSets::isSpace),
          Map.entry("whitespace", CharacterSets::isSpace),
          Map.entry("blank", c -> c == '\t' || is(c, Character.SPACE_SEPARATOR)),
          Map.entry("word", CharacterSets::isWordOrFraction),
          Map.entry("punct", PUNCTUATION.or(SYMBOL)),
          Map.entry("xdigit", CharacterSets::isHexDigit),
          Map.entry("ideographic", Character::isIdeographic));

  private CharacterSets() {}

  /**
   * A set by its name.
   *
   * @param name a general category, a script, or a class as POSIX names them
   * @return the set
   * @throws RegexException if there is none of this name
   */
  static IntPredicate named(String name) {
    String plain = name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    IntPredicate known = NAMED.get(plain);
    if (known != null) {
      return known;
    }
    try {
      Character.UnicodeScript script = Character.UnicodeScript.forName(name.strip());
      return c -> Character.UnicodeScript.of(c) == script;
    } catch (IllegalArgumentException e) {
      throw new RegexException("has the property '" + name + "', which is not supported");
    }
  }

  /**
   * Whether a character is of words: letters, marks, digits, what connects words.
   *
   * @param c a character
   * @return whether it is
   */
  public static boolean isWord(int c) {
    return Character.isAlphabetic(c)
        || MARK.test(c)
        || is(c, Character.DECIMAL_DIGIT_NUMBER)
        || is(c, Character.CONNECTOR_PUNCTUATION);
  }

  /**
   * Whether a character is white space, no-break spaces among them.
   *
   * @param c a character
   * @return whether it is
   */
  public static boolean isSpace(int c) {
    return c >= '\t' && c <= '\r' || c == 0x85 || SEPARATOR.test(c);
  }

  /**
   * Whether a character is punctuation, or a sign of ASCII such as the plus.
   *
   * @param c a character
   * @return whether it is
   */
  public static boolean isSign(int c) {
    return PUNCTUATION.test(c) || c < ASCII && SYMBOL.test(c);
  }

  /**
   * Whether a character is a number of any kind.
   *
   * @param c a character
   * @return whether it is
   */
  public static boolean isNumber(int c) {
    return NUMBER.test(c);
  }

  /**
   * Whether a character is a mark that joins another.
   *
   * @param c a character
   * @return whether it is
   */
  public static boolean isMark(int c) {
    return MARK.test(c);
  }

  /**
   * Whether a character is neither text nor space: control, format, private, or unassigned.
   *
   * @param c a character
   * @return whether it is
   */
  public static boolean isOther(int c) {
    return OTHER.test(c);
  }

  /** Oniguruma counts the numbers of Latin-1 that are no digits among those of words. */
  static boolean isWordOrFraction(int c) {
    return isWord(c) || LATIN_NUMBERS.indexOf(c) >= 0;
  }

  static boolean isHexDigit(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private static boolean is(int c, int category) {
    return Character.getType(c) == category;
  }

  private static IntPredicate of(int... categories) {
    int mask = 0;
    for (int category : categories) {
      mask |= 1 << category;
    }
    int all = mask;
    return c -> (all >> Character.getType(c) & 1) != 0;
  }
}
