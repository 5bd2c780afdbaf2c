/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads escapes and classes of characters such as {@code [^\s\p{L}]}. */
final class ClassParser {
  private static final int MOST_DEPTH = 20;
  private static final String SINGLE = "tnrfvae";
  private static final String MEANT = "\t\n\r\f\u000b\u0007\u001b";

  private final PatternText text;

  ClassParser(PatternText text) {
    this.text = text;
  }

  /** A set that an escape names; the backslash is passed already. Empty if it names none. */
  Optional<IntPredicate> escapedSet() {
    int begin = text.at();
    IntPredicate set =
        switch (text.next()) {
          case 'd' -> CharacterSets.named("digit");
          case 'D' -> CharacterSets.named("digit").negate();
          case 'w' -> CharacterSets::isWordOrFraction;
          case 'W' -> c -> !CharacterSets.isWordOrFraction(c);
          case 's' -> CharacterSets::isSpace;
          case 'S' -> c -> !CharacterSets.isSpace(c);
          case 'h' -> CharacterSets::isHexDigit;
          case 'H' -> c -> !CharacterSets.isHexDigit(c);
          case 'p' -> property(false);
          case 'P' -> property(true);
          default -> null;
        };
    if (set == null) {
      text.goTo(begin);
    }
    return Optional.ofNullable(set);
  }

  private IntPredicate property(boolean negated) {
    if (!text.take('{')) {
      throw new RegexException("has \\p without a property in braces");
    }
    boolean turned = text.take('^');
    IntPredicate set = CharacterSets.named(text.upTo('}'));
    return turned ^ negated ? set.negate() : set;
  }

  /** The character that an escape means; the backslash is passed already. */
  int escapedCharacter() {
    int letter = text.next();
    int known = letter < 128 ? SINGLE.indexOf(letter) : -1;
    if (known >= 0) {
      return MEANT.charAt(known);
    }
    if (letter == 'x') {
      if (!text.take('{')) {
        return text.hexadecimal(2);
      }
      int value = text.hexadecimal(8);
      if (!text.take('}')) {
        throw new RegexException("has an escape that is no character");
      }
      return value;
    }
    if (letter == 'u') {
      return text.hexadecimal(4);
    }
    if (letter == '0') {
      return 0;
    }
    if (letter < 128 && Character.isLetterOrDigit(letter)) {
      throw new RegexException("has the escape \\" + (char) letter + ", which is not supported");
    }
    return letter;
  }

  /** A class; its bracket is passed already. */
  IntPredicate set(boolean anyCase, int depth) {
    if (depth > MOST_DEPTH) {
      throw new RegexException("is nested too deep");
    }
    boolean negated = text.take('^');
    IntPredicate whole = null;
    do {
      IntPredicate part = union(anyCase, depth, whole == null);
      whole = whole == null ? part : whole.and(part);
    } while (text.take("&&"));
    text.next();
    return negated ? whole.negate() : whole;
  }

  /** Members up to a closing bracket or {@code &&}, which are left. */
  private IntPredicate union(boolean anyCase, int depth, boolean first) {
    SetBuilder members = new SetBuilder();
    SetBuilder nested = new SetBuilder();
    boolean literalBracket = first && text.peek() == ']' && text.contains(']', text.at() + 1);
    while (literalBracket || text.peek() != ']') {
      if (!literalBracket && isIntersection()) {
        break;
      }
      if (!literalBracket && text.take('[')) {
        nested.add(text.peek() == ':' ? posix(anyCase, depth) : set(anyCase, depth + 1));
      } else {
        member(members);
      }
      literalBracket = false;
    }
    if (members.isEmpty() && nested.isEmpty()) {
      throw new RegexException("has an empty class of characters");
    }
    IntPredicate own = members.build();
    nested.add(anyCase ? CaseClasses.anyCase(own) : own);
    return nested.build();
  }

  private boolean isIntersection() {
    int here = text.at();
    boolean found = text.take("&&");
    text.goTo(here);
    return found;
  }

  private IntPredicate posix(boolean anyCase, int depth) {
    int begin = text.at();
    text.next();
    boolean negated = text.take('^');
    StringBuilder name = new StringBuilder();
    while (Character.isLetter(text.peek())) {
      name.appendCodePoint(text.next());
    }
    if (!text.take(":]")) {
      text.goTo(begin);
      return set(anyCase, depth + 1);
    }
    IntPredicate set = CharacterSets.named(name.toString());
    return negated ? set.negate() : set;
  }

  private void member(SetBuilder members) {
    int first;
    if (text.take('\\')) {
      Optional<IntPredicate> named = escapedSet();
      if (named.isPresent()) {
        members.add(named.get());
        return;
      }
      first = text.peek() == 'b' ? backspace() : escapedCharacter();
    } else {
      first = text.next();
    }
    int dash = text.at();
    if (!text.take('-')) {
      members.add(first, first);
      return;
    }
    if (text.peek() == ']' || text.peek() == '[' || text.peek() == PatternText.END) {
      text.goTo(dash);
      members.add(first, first);
      return;
    }
    int last;
    if (text.take('\\')) {
      Optional<IntPredicate> named = escapedSet();
      if (named.isPresent()) {
        members.add(first, first);
        members.add('-', '-');
        members.add(named.get());
        return;
      }
      last = text.peek() == 'b' ? backspace() : escapedCharacter();
    } else {
      last = text.next();
    }
    if (last < first) {
      throw new RegexException("has a class of characters whose range is turned around");
    }
    members.add(first, last);
  }

  private int backspace() {
    text.next();
    return '\b';
  }
}
