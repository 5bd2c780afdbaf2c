/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Reads expressions in Oniguruma's syntax for Ruby, as the Hugging Face library does: {@code ^} and
 * {@code $} are about lines, and {@code \d}, {@code \s} and {@code \w} about all of Unicode. What
 * refers to groups is not supported.
 */
final class RegexParser {
  private static final int MOST_DEPTH = 50;

  private final PatternText text;
  private final ClassParser classes;
  private boolean anyCase;
  private boolean dotAll;
  private boolean extended;

  private RegexParser(String pattern) {
    this.text = new PatternText(pattern);
    this.classes = new ClassParser(text);
  }

  static Node parse(String pattern) {
    RegexParser parser = new RegexParser(pattern);
    Node whole = parser.choices(0);
    if (parser.text.peek() != PatternText.END) {
      throw new RegexException("has a parenthesis that closes none");
    }
    return whole;
  }

  private Node choices(int depth) {
    if (depth > MOST_DEPTH) {
      throw new RegexException("is nested too deep");
    }
    boolean outerCase = anyCase;
    boolean outerDot = dotAll;
    boolean outerExtended = extended;
    List<Node> choices = new ArrayList<>();
    do {
      choices.add(sequence(depth));
    } while (text.take('|'));
    anyCase = outerCase;
    dotAll = outerDot;
    extended = outerExtended;
    return choices.size() == 1 ? choices.get(0) : new Node.Any(choices);
  }

  private Node sequence(int depth) {
    List<Node> parts = new ArrayList<>();
    skipComments();
    while (text.peek() != PatternText.END && text.peek() != '|' && text.peek() != ')') {
      parts.add(repeated(atom(depth)));
      skipComments();
    }
    return new Node.All(parts);
  }

  private void skipComments() {
    while (text.take("(?#")) {
      text.upTo(')');
    }
    while (extended && (CharacterSets.isSpace(text.peek()) || text.peek() == '#')) {
      if (text.next() == '#') {
        while (text.peek() != PatternText.END && text.peek() != '\n') {
          text.next();
        }
      }
    }
  }

  private Node atom(int depth) {
    int c = text.next();
    return switch (c) {
      case '(' -> group(depth);
      case '[' -> new Node.One(classes.set(anyCase, 0));
      case '.' -> {
        boolean all = dotAll;
        yield new Node.One(other -> all || other != '\n');
      }
      case '^' -> new Node.At(Node.Place.LINE_START);
      case '$' -> new Node.At(Node.Place.LINE_END);
      case '\\' -> escape();
      case '*', '+', '?' -> throw new RegexException("repeats nothing");
      default -> literal(c);
    };
  }

  private Node literal(int c) {
    IntPredicate one = other -> other == c;
    return new Node.One(anyCase ? CaseClasses.anyCase(one) : one);
  }

  private Node escape() {
    Node.Place place =
        switch (text.peek()) {
          case 'A' -> Node.Place.START;
          case 'z' -> Node.Place.END;
          case 'Z' -> Node.Place.LAST_LINE_END;
          case 'b' -> Node.Place.WORD_EDGE;
          case 'B' -> Node.Place.NO_WORD_EDGE;
          default -> null;
        };
    if (place != null) {
      text.next();
      return new Node.At(place);
    }
    if (text.take('R')) {
      Node pair = new Node.All(List.of(literal('\r'), literal('\n')));
      Node one =
          new Node.One(c -> c >= '\n' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029);
      return new Node.Atomic(new Node.Any(List.of(pair, one)));
    }
    if (text.take('N')) {
      return new Node.One(c -> c != '\n');
    }
    if (text.take('O')) {
      return new Node.One(c -> true);
    }
    Optional<IntPredicate> set = classes.escapedSet();
    return set.isPresent() ? new Node.One(set.get()) : literal(classes.escapedCharacter());
  }

  private Node group(int depth) {
    if (!text.take('?')) {
      return closed(choices(depth + 1));
    }
    int kind = text.next();
    return switch (kind) {
      case ':' -> closed(choices(depth + 1));
      case '=' -> new Node.LookAhead(closed(choices(depth + 1)), true);
      case '!' -> new Node.LookAhead(closed(choices(depth + 1)), false);
      case '>' -> new Node.Atomic(closed(choices(depth + 1)));
      case '<' -> behindOrNamed(depth);
      default -> {
        text.goTo(text.at() - 1);
        yield flags(depth);
      }
    };
  }

  private Node behindOrNamed(int depth) {
    boolean wanted = text.take('=');
    if (!wanted && !text.take('!')) {
      text.upTo('>');
      return closed(choices(depth + 1));
    }
    Node part = closed(choices(depth + 1));
    List<Node> choices = part instanceof Node.Any any ? any.choices() : List.of(part);
    List<Node> checks = new ArrayList<>();
    for (Node choice : choices) {
      checks.add(new Node.Behind(choice, NodeLength.of(choice), wanted));
    }
    // One of them before here, or none of them.
    return wanted ? new Node.Any(checks) : new Node.All(checks);
  }

  private Node flags(int depth) {
    boolean outerCase = anyCase;
    boolean outerDot = dotAll;
    boolean outerExtended = extended;
    boolean on = true;
    while (true) {
      int flag = text.next();
      switch (flag) {
        case '-' -> on = false;
        case 'i' -> anyCase = on;
        case 'm' -> dotAll = on;
        case 'x' -> extended = on;
        case ':' -> {
          Node part = closed(choices(depth + 1));
          anyCase = outerCase;
          dotAll = outerDot;
          extended = outerExtended;
          return part;
        }
        case ')' -> {
          // Holds to the end of the group around, further choices included.
          List<Node> rest = new ArrayList<>();
          do {
            rest.add(sequence(depth));
          } while (text.take('|'));
          return rest.size() == 1 ? rest.get(0) : new Node.Any(rest);
        }
        default ->
            throw new RegexException(
                "has a group that begins (?"
                    + Character.toString(flag)
                    + ", which is not supported");
      }
    }
  }

  private Node closed(Node part) {
    if (!text.take(')')) {
      throw new RegexException("has a parenthesis that is not closed");
    }
    return part;
  }

  private Node repeated(Node part) {
    Node whole = part;
    for (int times = 0; ; times++) {
      skipComments();
      int least;
      int most = Node.UNBOUNDED;
      boolean interval = false;
      if (text.take('*')) {
        least = 0;
      } else if (text.take('+')) {
        least = 1;
      } else if (text.take('?')) {
        least = 0;
        most = 1;
      } else {
        int[] bounds = interval();
        if (bounds == null) {
          return whole;
        }
        interval = true;
        least = bounds[0];
        most = bounds[1];
      }
      if (times > MOST_DEPTH) {
        throw new RegexException("is nested too deep");
      }
      whole = withManner(whole, least, most, interval);
    }
  }

  private Node withManner(Node part, int least, int most, boolean interval) {
    // A fixed number of times has no lazy form: the question mark makes it optional.
    if (!(interval && least == most) && text.take('?')) {
      return new Node.Repeat(part, least, most, false);
    }
    Node whole = new Node.Repeat(part, least, most, true);
    return !interval && text.take('+') ? new Node.Atomic(whole) : whole;
  }

  /** Least and most, or null if no interval stands here. */
  private int[] interval() {
    int begin = text.at();
    if (text.take('{')) {
      int least = text.number();
      boolean range = text.take(',');
      int most = range ? text.number() : least;
      if (text.take('}') && (least != PatternText.END || most != PatternText.END)) {
        int from = Math.max(0, least);
        int to = most == PatternText.END ? Node.UNBOUNDED : most;
        if (to < from) {
          throw new RegexException("repeats at least " + from + " and at most " + to + " times");
        }
        return new int[] {from, to};
      }
      text.goTo(begin);
    }
    return null;
  }
}
