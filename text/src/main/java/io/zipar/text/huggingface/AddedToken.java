/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.io.IOException;

/**
 * A token that is no piece of the model's.
 *
 * @param content its text
 * @param singleWord whether it counts only where no word goes on at its ends
 * @param stripsLeft whether white space before it belongs to it
 * @param stripsRight whether white space behind it belongs to it
 * @param normalized whether it is looked for after the text was changed
 * @param special whether no text contains it
 */
record AddedToken(
    String content,
    boolean singleWord,
    boolean stripsLeft,
    boolean stripsRight,
    boolean normalized,
    boolean special) {
  static AddedToken read(JsonFileReader json, String place) throws IOException {
    Fields fields = new Fields();
    json.eachName(
        place,
        name -> {
          String field = place + "." + name;
          switch (name) {
            case "id" -> json.tokenNumber(field);
            case "content" -> fields.content = json.text(field);
            case "single_word" -> fields.singleWord = json.flag(field);
            case "lstrip" -> fields.stripsLeft = json.flag(field);
            case "rstrip" -> fields.stripsRight = json.flag(field);
            case "normalized" -> fields.normalized = json.flag(field);
            case "special" -> fields.special = json.flag(field);
            default -> json.skip();
          }
        });
    if (fields.content == null) {
      throw PlaceProblem.at(place, "has no 'content'");
    }
    return new AddedToken(
        fields.content,
        fields.singleWord,
        fields.stripsLeft,
        fields.stripsRight,
        fields.normalized,
        fields.special);
  }

  /** What was read so far. */
  private static final class Fields {
    private String content;
    private boolean singleWord;
    private boolean stripsLeft;
    private boolean stripsRight;
    private boolean normalized;
    private boolean special;
  }
}
