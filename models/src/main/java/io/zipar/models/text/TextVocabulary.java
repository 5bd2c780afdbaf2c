/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.text;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.Map;

/**
 * The tokens of a text tokenizer, by which a model tells its own from another's. Immutable, safe
 * for several threads.
 *
 * @param source where it comes from, for errors: the path of its file
 * @param size one more than the greatest number of a token
 * @param names numbers of tokens by their names, those of special tokens among them
 */
@ApiStatus.Experimental(since = "0.1")
public record TextVocabulary(String source, int size, Map<String, Integer> names) {
  /** Copies the names. */
  public TextVocabulary {
    names = Map.copyOf(names);
  }

  /**
   * Checks that text can be encoded with it for a model.
   *
   * @param model describes the model
   * @param tokens how many tokens the model has; tokens that no text needs may be missing here
   * @param markers numbers of the special tokens that the model is prompted with, by their names
   * @throws InvalidInputException if a token is not the model's, or a marker missing or another
   *     token
   */
  public void requireBelongsTo(String model, int tokens, Map<String, Integer> markers) {
    if (size > tokens) {
      throw stranger(
          "has tokens up to " + (size - 1) + ", but " + model + " up to " + (tokens - 1));
    }
    markers.forEach(
        (name, number) -> {
          int own = require(name, model);
          if (own != number) {
            throw stranger(
                "has '" + name + "' as token " + own + ", but " + model + " as token " + number);
          }
        });
  }

  /**
   * The number of a token that a model is prompted with.
   *
   * @param name of the token
   * @param model describes the model
   * @return its number
   * @throws InvalidInputException if there is no such token
   */
  public int require(String name, String model) {
    Integer number = names.get(name);
    if (number == null) {
      throw stranger("has no token '" + name + "', with which " + model + " is prompted");
    }
    return number;
  }

  private InvalidInputException stranger(String difference) {
    return new InvalidInputException(
        source + ": " + difference + ": this text tokenizer is another model's");
  }
}
