/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.zipar.InvalidInputException;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import io.zipar.text.regex.RegexException;
import io.zipar.text.regex.Steps;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a {@code tokenizer.json}. What comes before or behind a text (post-processor), cutting,
 * padding and the decoder are passed over: a text is encoded as it stands. Kinds of normalizers,
 * pre-tokenizers and models that are not known are refused by their names.
 */
public final class TokenizerFile {
  private static final Pattern POSITION = Pattern.compile("line (\\d+) column (\\d+)");

  private final String file;
  private final List<AddedToken> added = new ArrayList<>();
  private Normalizer normalizer = Normalizer.NONE;
  private PreTokenizer preTokenizer = PreTokenizer.NONE;
  private ModelFile model;

  private TokenizerFile(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param path of a {@code tokenizer.json}
   * @return the tokenizer, immutable and safe for several threads; it needs not be closed
   * @throws InvalidInputException if it cannot be read, is broken, or has what is not supported:
   *     one line that names the file and the place in it
   */
  public static TextTokenizer open(Path path) {
    TokenizerFile tokenizer = new TokenizerFile(path.toString());
    try {
      FileKind.require(path, "a tokenizer.json", FileKind.JSON, FileKind.TEXT);
      if (Files.size(path) > Limits.MOST_BYTES) {
        throw PlaceProblem.at(
            path.toString(), "a tokenizer has at most " + Limits.MOST_BYTES + " bytes");
      }
      try (Reader text = Files.newBufferedReader(path);
          JsonReader reader = new JsonReader(text)) {
        reader.setStrictness(Strictness.STRICT);
        tokenizer.read(new JsonFileReader(reader));
      }
      return tokenizer.tokenizer();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": is not UTF-8 text", e);
    } catch (MalformedJsonException | EOFException e) {
      throw new InvalidInputException(path + ": is not valid JSON" + position(e), e);
    } catch (IOException e) {
      throw FileProblem.of(path, e);
    } catch (RegexException e) {
      throw new InvalidInputException(path + ": a regular expression " + e.getMessage(), e);
    }
  }

  private static String position(IOException e) {
    java.util.regex.Matcher place = POSITION.matcher(String.valueOf(e.getMessage()));
    String where = place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : "";
    return e instanceof EOFException ? where + ", where it ends" : where;
  }

  private void read(JsonFileReader json) throws IOException {
    if (!json.isNext(JsonToken.BEGIN_OBJECT)) {
      throw noModel();
    }
    json.eachName(
        file,
        name -> {
          String place = file + ": " + name;
          if (json.isNext(JsonToken.NULL)) {
            json.skip();
            return;
          }
          switch (name) {
            case "model" -> {
              if (!json.isNext(JsonToken.BEGIN_OBJECT)) {
                throw noModel();
              }
              model = ModelFile.read(json, place);
            }
            case "added_tokens" -> readAdded(json, place);
            case "normalizer" -> normalizer = Normalizers.of(Part.of(place, json.tree(place)));
            case "pre_tokenizer" ->
                preTokenizer = PreTokenizers.of(Part.of(place, json.tree(place)));
            default -> json.skip();
          }
        });
    json.end(file);
    if (model == null) {
      throw noModel();
    }
  }

  private void readAdded(JsonFileReader json, String place) throws IOException {
    json.eachIndex(
        place,
        index -> {
          if (added.size() == Limits.MOST_TOKENS) {
            throw PlaceProblem.at(place, "holds more than " + Limits.MOST_TOKENS + " tokens");
          }
          added.add(AddedToken.read(json, place + "[" + index + "]"));
        });
  }

  private InvalidInputException noModel() {
    return PlaceProblem.at(
        file, "has no object 'model'; expected a tokenizer.json of the Hugging Face library");
  }

  private TextTokenizer tokenizer() {
    AddedTokens tokens = new AddedTokens(added, model);
    int greatest = tokens.numbers().values().stream().mapToInt(number -> number).max().orElse(-1);
    return new TextPipeline(
        new TextVocabulary(file, greatest + 1, tokens.numbers()),
        tokens.finder(false, text -> text),
        normalizer,
        tokens.finder(true, text -> normalizer.normalize(text, new Steps())),
        preTokenizer,
        model.model(tokens.special()));
  }
}
