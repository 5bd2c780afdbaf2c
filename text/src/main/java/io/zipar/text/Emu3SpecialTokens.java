/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.InvalidInputException;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The special tokens of Emu3, whose numbers follow those of text: three for chats, 205 in reserve,
 * and those that a file lists, one a line: around images, and a token for each visual code.
 */
final class Emu3SpecialTokens {
  private static final List<String> CHAT = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");
  private static final int RESERVE = 205;
  private static final long MAX_BYTES = 1 << 24;

  private Emu3SpecialTokens() {}

  /**
   * Reads a list.
   *
   * @param path of the file
   * @param first the number of the first special token
   * @return numbers by names
   * @throws InvalidInputException if it cannot be read or holds a name twice
   */
  static Map<String, Integer> read(Path path, int first) {
    Map<String, Integer> numbers = new HashMap<>();
    Stream.of(
            CHAT.stream(),
            IntStream.range(0, RESERVE).mapToObj("<|extra_%d|>"::formatted),
            names(path).stream())
        .flatMap(names -> names)
        .forEach(
            name -> {
              if (numbers.put(name, first + numbers.size()) != null) {
                throw new InvalidInputException(
                    path + ": names a token twice, or one of those before it");
              }
            });
    return numbers;
  }

  private static List<String> names(Path path) {
    try {
      FileKind.require(path, "a list of special tokens", FileKind.TEXT, FileKind.EMPTY);
      if (Files.size(path) > MAX_BYTES) {
        throw new InvalidInputException(
            path + ": a list of special tokens has at most " + MAX_BYTES + " bytes");
      }
      return Files.readAllLines(path).stream()
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .toList();
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          path + ": is missing; it lists the special tokens of the tokenizer beside it", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": is not UTF-8 text", e);
    } catch (IOException e) {
      throw FileProblem.of(path, e);
    }
  }
}
