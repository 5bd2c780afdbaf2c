/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The object {@code model}: a vocabulary and how it is used. */
final class ModelFile {
  private final String place;
  private final JsonObject options = new JsonObject();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final MergeList merges = new MergeList();
  private double[] scores = new double[0];
  private int pieces;
  private boolean scored;
  private boolean named;

  private ModelFile(String place) {
    this.place = place;
  }

  static ModelFile read(JsonFileReader json, String place) throws IOException {
    ModelFile model = new ModelFile(place);
    json.eachName(
        place,
        name -> {
          switch (name) {
            case "vocab" -> model.readVocabulary(json);
            case "merges" -> model.readMerges(json);
            default -> model.options.add(name, json.tree(place));
          }
        });
    if (!model.scored && !model.named) {
      throw PlaceProblem.at(place, "has no 'vocab'");
    }
    return model;
  }

  private void readVocabulary(JsonFileReader json) throws IOException {
    String vocabulary = place + ".vocab";
    scored = json.isNext(JsonToken.BEGIN_ARRAY);
    named = !scored;
    if (scored) {
      json.eachIndex(vocabulary, index -> readPiece(json, vocabulary + "[" + index + "]"));
    } else {
      json.eachName(
          vocabulary,
          name -> {
            put(name, json.tokenNumber(vocabulary + ": the token " + PlaceProblem.quote(name)));
          });
    }
  }

  private void readPiece(JsonFileReader json, String piece) throws IOException {
    String expected = "a list of a piece and its score";
    String[] text = new String[1];
    if (pieces == scores.length) {
      scores = Arrays.copyOf(scores, Math.max(64, 2 * pieces));
    }
    json.pair(
        piece,
        expected,
        () -> text[0] = json.text(piece + "[0]"),
        () -> scores[pieces] = json.score(piece + "[1]"));
    if (text[0].length() > Limits.LONGEST_PIECE) {
      throw PlaceProblem.at(piece, "is longer than " + Limits.LONGEST_PIECE + " characters");
    }
    put(text[0], pieces++);
  }

  private void put(String name, int number) {
    numbers.put(name, number);
    if (Math.max(numbers.size(), pieces) > Limits.MOST_TOKENS) {
      throw PlaceProblem.at(place + ".vocab", "holds more than " + Limits.MOST_TOKENS + " tokens");
    }
  }

  private void readMerges(JsonFileReader json) throws IOException {
    json.eachIndex(
        place + ".merges",
        index -> {
          String merge = place + ".merges[" + index + "]";
          if (merges.size() == Limits.MOST_MERGES) {
            throw PlaceProblem.at(place, "holds more than " + Limits.MOST_MERGES + " merges");
          }
          if (json.isNext(JsonToken.STRING)) {
            addMerge(merge, json.text(merge));
          } else {
            String[] left = new String[1];
            json.pair(
                merge,
                "two tokens",
                () -> left[0] = json.text(merge + "[0]"),
                () -> merges.add(left[0], json.text(merge + "[1]")));
          }
        });
  }

  private void addMerge(String merge, String text) {
    if (text.startsWith("#version")) {
      return;
    }
    int space = text.indexOf(' ');
    if (space < 0 || text.indexOf(' ', space + 1) >= 0) {
      throw PlaceProblem.at(
          merge, "is " + PlaceProblem.quote(text) + "; expected two tokens with one space between");
    }
    merges.add(text.substring(0, space), text.substring(space + 1));
  }

  String place() {
    return place;
  }

  MergeList merges() {
    return merges;
  }

  double[] scores() {
    return Arrays.copyOf(scores, pieces);
  }

  Map<String, Integer> numbers() {
    return numbers;
  }

  /** How many tokens the library counts: a piece that stands twice counts twice. */
  int size() {
    return scored ? pieces : numbers.size();
  }

  Optional<String> text(String name) {
    return new Part(place, options).optionalText(name);
  }

  boolean flag(String name) {
    return new Part(place, options).flag(name, false);
  }

  /** A whole number of at least 0 that is not too large. */
  OptionalInt number(String name) {
    if (!options.has(name) || options.get(name).isJsonNull()) {
      return OptionalInt.empty();
    }
    if (options.get(name) instanceof JsonPrimitive value && value.isNumber()) {
      double number = value.getAsDouble();
      if (number >= 0 && number < Integer.MAX_VALUE && number == Math.rint(number)) {
        return OptionalInt.of((int) number);
      }
    }
    throw PlaceProblem.at(
        place + "." + name,
        "expected a whole number of at least 0, found " + Part.shown(options.get(name)));
  }

  OptionalInt unknownNumber() {
    OptionalInt number = number("unk_id");
    if (number.isPresent() && number.getAsInt() >= pieces) {
      throw PlaceProblem.at(
          place + ".unk_id", "is " + number.getAsInt() + ", but there are " + pieces + " pieces");
    }
    return number;
  }

  /** The model, which no text gets special tokens from. */
  PieceModel model(Set<String> special) {
    Vocabulary vocabulary = new Vocabulary(numbers, special);
    String kind = text("type").orElseGet(this::guessedKind);
    if (kind.equals("Unigram") != scored) {
      throw PlaceProblem.at(
          place + ".vocab",
          "the kind "
              + PlaceProblem.quote(kind)
              + (scored ? " needs numbers by names" : " needs a list of pieces with scores"));
    }
    return switch (kind) {
      case "BPE" -> {
        requireNoDropout();
        yield new BpeModel(this, vocabulary);
      }
      case "Unigram" -> new UnigramModel(this, vocabulary);
      case "WordLevel" -> new WordModel(withoutUnknown(vocabulary));
      case "WordPiece" -> new WordPieceModel(this, withoutUnknown(vocabulary));
      default ->
          throw PlaceProblem.at(
              place,
              "the kind "
                  + PlaceProblem.quote(kind)
                  + " is not supported; supported are BPE, Unigram, WordLevel and WordPiece");
    };
  }

  /** Old files do not name it. */
  private String guessedKind() {
    if (scored) {
      return "Unigram";
    }
    if (options.has("max_input_chars_per_word")) {
      return "WordPiece";
    }
    return merges.size() > 0 || options.has("end_of_word_suffix") ? "BPE" : "WordLevel";
  }

  private Vocabulary withoutUnknown(Vocabulary vocabulary) {
    Set<String> hidden = new java.util.HashSet<>(vocabulary.hidden());
    text("unk_token").ifPresent(hidden::add);
    return new Vocabulary(numbers, hidden);
  }

  private void requireNoDropout() {
    if (options.has("dropout")
        && options.get("dropout") instanceof JsonPrimitive value
        && !(value.isNumber() && value.getAsDouble() == 0)) {
      throw PlaceProblem.at(
          place + ".dropout",
          "is "
              + Part.shown(value)
              + ", so that a prompt would become other tokens every time;"
              + " expected null");
    }
  }
}
