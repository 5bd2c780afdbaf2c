/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import io.zipar.models.text.TextVocabulary;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A {@code tokenizer.json}, changed so that it encodes text as it stands: without tokens at the
 * ends, without cutting or padding, and without special tokens that a user could write into a
 * prompt.
 *
 * @param path of the file
 * @param json what to give the library
 * @param unknown the token that stands for what the vocabulary cannot express, if there is one
 * @param unknownId its number, where the file tells that in place of the token
 * @param vocabulary all tokens as the file numbers them
 */
record TokenizerFile(
    Path path,
    String json,
    Optional<String> unknown,
    OptionalInt unknownId,
    TextVocabulary vocabulary) {
  private static final long MAX_BYTES = 1 << 26;

  /** A character of no script, which is reserved for private use. */
  private static final String HIDDEN = "\uf8f0\uf8f0";

  /**
   * Reads a file.
   *
   * @param path of a {@code tokenizer.json}
   * @return its changed content
   * @throws InvalidInputException if it cannot be read or is no tokenizer
   */
  static TokenizerFile read(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new InvalidInputException(path + ": a tokenizer has at most " + MAX_BYTES + " bytes");
      }
      return parse(path, Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": is not UTF-8 text", e);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read", e);
    } catch (JsonParseException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new InvalidInputException(path + ": is not valid JSON", e);
    }
  }

  private static TokenizerFile parse(Path path, String text) {
    if (!(JsonParser.parseString(text) instanceof JsonObject root)
        || !(root.get("model") instanceof JsonObject model)) {
      throw new InvalidInputException(
          path + ": has no object 'model'; expected a tokenizer.json of the Hugging Face library");
    }
    for (String addition : new String[] {"post_processor", "truncation", "padding"}) {
      root.add(addition, JsonNull.INSTANCE);
    }
    TokenNames names = TokenNames.of(model.get("vocab"));
    TokenNames all = names.with(root.get("added_tokens"));
    if (root.get("added_tokens") instanceof JsonArray added) {
      root.add("added_tokens", withoutSpecial(added, names.numbers().keySet()));
      if (model.get("vocab") instanceof JsonArray scores) {
        hide(added, scores);
      }
    }
    Optional<String> unknown =
        model.get("unk_token") instanceof JsonPrimitive token && token.isString()
            ? Optional.of(token.getAsString())
            : Optional.empty();
    OptionalInt unknownId =
        model.get("unk_id") instanceof JsonPrimitive number && number.isNumber()
            ? OptionalInt.of(number.getAsInt())
            : OptionalInt.empty();
    return new TokenizerFile(
        path, root.toString(), unknown, unknownId, all.vocabulary(path.toString()));
  }

  /** Whether a token stands for what the vocabulary cannot express. */
  boolean isUnknown(String token, long id) {
    return unknown.filter(token::equals).isPresent()
        || unknownId.isPresent() && unknownId.getAsInt() == id;
  }

  /** A vocabulary with scores has its special tokens among the pieces that text is cut into. */
  private static void hide(JsonArray added, JsonArray scores) {
    Set<String> special = new HashSet<>();
    added.forEach(
        token -> {
          if (isSpecial(token)) {
            special.add(token.getAsJsonObject().get("content").getAsString());
          }
        });
    for (int id = 0; id < scores.size(); id++) {
      JsonArray piece = scores.get(id).getAsJsonArray();
      if (special.contains(piece.get(0).getAsString())) {
        piece.set(0, new JsonPrimitive(HIDDEN + "v" + id + HIDDEN));
      }
    }
  }

  /**
   * The library numbers those that the vocabulary lacks itself, one after another: they cannot be
   * left out, but nobody will write what they are renamed to.
   */
  private static JsonArray withoutSpecial(JsonArray added, Set<String> vocabulary) {
    JsonArray words = new JsonArray();
    for (JsonElement token : added) {
      if (!isSpecial(token)) {
        words.add(token);
      } else if (!vocabulary.contains(token.getAsJsonObject().get("content").getAsString())) {
        JsonObject hidden = token.getAsJsonObject();
        hidden.addProperty("content", HIDDEN + words.size() + HIDDEN);
        words.add(hidden);
      }
    }
    return words;
  }

  private static boolean isSpecial(JsonElement token) {
    return token instanceof JsonObject object
        && object.get("special") instanceof JsonPrimitive special
        && special.isBoolean()
        && special.getAsBoolean()
        && object.get("content") instanceof JsonPrimitive;
  }
}
