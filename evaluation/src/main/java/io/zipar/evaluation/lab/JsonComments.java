/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

/** Takes comments out of JSON, and leaves every other character at its line and column. */
final class JsonComments {
  private JsonComments() {}

  /**
   * Puts spaces in place of comments.
   *
   * @param text JSON with comments from two slashes to the end of the line, or between a slash with
   *     a star and a star with a slash
   * @return JSON; a comment without an end is left as it is
   */
  static String remove(String text) {
    StringBuilder json = new StringBuilder(text);
    boolean inText = false;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (inText) {
        if (letter == '\\') {
          at++;
        } else {
          inText = letter != '"';
        }
      } else if (letter == '"') {
        inText = true;
      } else {
        int end = endOfComment(text, at);
        blank(json, at, end);
        at = Math.max(at, end - 1);
      }
    }
    return json.toString();
  }

  /** The place after the comment that begins here; this place where none does. */
  private static int endOfComment(String text, int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? at : end + 2;
    }
    return at;
  }

  private static void blank(StringBuilder json, int from, int to) {
    for (int at = from; at < to; at++) {
      if (json.charAt(at) != '\n') {
        json.setCharAt(at, ' ');
      }
    }
  }
}
