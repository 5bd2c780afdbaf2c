/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;

/**
 * Reads JSON as Python writes it, that is with {@code NaN}, {@code Infinity} and {@code -Infinity}
 * as numbers, and says where it is broken. Bounded: a text of any content takes at most some ten
 * megabytes beside itself.
 */
public final class JsonText {
  /** A vocabulary in a configuration takes 65 536 values, an index of the largest models fewer. */
  private static final int MAX_VALUES = 200_000;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_WHOLE_DIGITS = 18;
  private static final int SHOWN = 20;

  private final String source;
  private final String text;
  private int at;
  private int values;

  private JsonText(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /**
   * Parses a text.
   *
   * @param source where it comes from, for errors
   * @param text one JSON value; a byte order mark before it is skipped
   * @return its value; of a name that stands twice in an object the last value, as in Python
   * @throws InvalidInputException if it is no JSON, too deep or of too many values; names line and
   *     column
   */
  public static JsonElement parse(String source, String text) {
    JsonText parser = new JsonText(source, text);
    if (text.startsWith("\ufeff")) {
      parser.at++;
    }
    JsonElement root = parser.value(0);
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.broken("nothing more after the value");
    }
    return root;
  }

  private JsonElement value(int depth) {
    if (++values > MAX_VALUES) {
      throw invalid("holds more than " + MAX_VALUES + " values, more than are read of such a file");
    }
    if (depth > MAX_DEPTH) {
      throw invalid("is nested more than " + MAX_DEPTH + " deep at " + place());
    }
    skipSpace();
    char next = at < text.length() ? text.charAt(at) : 0;
    return switch (next) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new JsonPrimitive(string());
      default -> next == '-' || next >= '0' && next <= '9' ? number() : word();
    };
  }

  private JsonObject object(int depth) {
    JsonObject object = new JsonObject();
    at++;
    skipSpace();
    if (taken('}')) {
      return object;
    }
    do {
      skipSpace();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw broken("a name in double quotes");
      }
      String name = string();
      skipSpace();
      if (!taken(':')) {
        throw broken("a colon");
      }
      object.add(name, value(depth + 1));
      skipSpace();
    } while (taken(','));
    if (!taken('}')) {
      throw broken("a comma or }");
    }
    return object;
  }

  private JsonArray array(int depth) {
    JsonArray array = new JsonArray();
    at++;
    skipSpace();
    if (taken(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
      skipSpace();
    } while (taken(','));
    if (!taken(']')) {
      throw broken("a comma or ]");
    }
    return array;
  }

  private JsonElement word() {
    for (String word : new String[] {"true", "false", "null", "NaN", "Infinity"}) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return switch (word) {
          case "null" -> JsonNull.INSTANCE;
          case "NaN" -> new JsonPrimitive(Double.NaN);
          case "Infinity" -> new JsonPrimitive(Double.POSITIVE_INFINITY);
          default -> new JsonPrimitive(word.equals("true"));
        };
      }
    }
    throw broken("a value");
  }

  private JsonPrimitive number() {
    if (text.startsWith("-Infinity", at)) {
      at += "-Infinity".length();
      return new JsonPrimitive(Double.NEGATIVE_INFINITY);
    }
    int begin = at;
    taken('-');
    int whole = digits();
    if (whole > 1 && text.charAt(at - whole) == '0') {
      at -= whole - 1;
      throw broken("no digit after a leading 0");
    }
    boolean decimal = taken('.');
    if (decimal) {
      digits();
    }
    if (taken('e') || taken('E')) {
      decimal = true;
      if (!taken('+')) {
        taken('-');
      }
      digits();
    }
    String number = text.substring(begin, at);
    return decimal || whole > MAX_WHOLE_DIGITS
        ? new JsonPrimitive(Double.parseDouble(number))
        : new JsonPrimitive(Long.parseLong(number));
  }

  private int digits() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == begin) {
      throw broken("a digit");
    }
    return at - begin;
  }

  private String string() {
    int begin = ++at;
    StringBuilder unescaped = null;
    while (true) {
      if (at >= text.length()) {
        throw broken("the end of a text in double quotes");
      }
      char next = text.charAt(at);
      if (next == '"') {
        String rest = text.substring(begin, at++);
        return unescaped == null ? rest : unescaped.append(rest).toString();
      }
      if (next < ' ') {
        throw broken("no control character within a text");
      }
      if (next == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(text, begin, at);
        unescaped.append(escaped());
        begin = at;
      } else {
        at++;
      }
    }
  }

  private char escaped() {
    at++;
    char letter = at < text.length() ? text.charAt(at) : 0;
    int known = "\"\\/bfnrt".indexOf(letter);
    if (known >= 0 && letter != 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    if (letter != 'u') {
      throw broken("one of \" \\ / b f n r t u after a backslash");
    }
    at++;
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0 || text.charAt(at) >= 128) {
        throw broken("four hexadecimal digits after \\u");
      }
      code = 16 * code + digit;
      at++;
    }
    return (char) code;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean taken(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private InvalidInputException broken(String expected) {
    if (at >= text.length()) {
      return invalid(
          "is not valid JSON: it ends at "
              + place()
              + ", where "
              + expected
              + " is expected; is it truncated?");
    }
    String found = text.substring(at, Math.min(at + SHOWN, text.length()));
    return invalid(
        "is not valid JSON at " + place() + ": expected " + expected + ", found " + found);
  }

  private String place() {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return "line " + line + ", column " + (at - start + 1);
  }

  private InvalidInputException invalid(String problem) {
    return new InvalidInputException(source + ": " + OneLine.of(problem));
  }
}
