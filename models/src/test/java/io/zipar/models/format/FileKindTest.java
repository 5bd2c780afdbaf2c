/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.CaptionFile;
import io.zipar.models.TensorFiles;
import io.zipar.models.spi.ModelConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in place of a file is named by every reader. */
class FileKindTest {
  @TempDir Path folder;

  @Property(tries = 1000)
  void anyBytesHaveAKind(@ForAll @Size(max = 40) byte[] head) {
    String message = FileKind.of(head, head.length).insteadOf("a file", head);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "version https://git-lfs.github.com/spec/v1\\noid sha256:1\\nsize 2 | a Git LFS pointer",
        "<!DOCTYPE html><html> | an HTML page",
        "\\n <html lang=en> | an HTML page",
        "<?xml version='1.0'?><Error><Code>AccessDenied</Code> | an XML document",
        "Entry not found | a text that begins 'Entry not found'",
        "GGUF\\x03\\x00\\x00\\x00 | a GGUF model of llama.cpp",
        "\\x1f\\x8b\\x08\\x00 | a compressed file (gzip, bzip2, xz or zstd)",
        "\\x89HDF\\x0d\\x0a | an HDF5 file",
        "\\x89PNG\\x0d\\x0a | a picture",
        "%PDF-1.5 | a PDF document",
        "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | filled with zero bytes",
        "`` | empty"
      })
  void everyReaderNamesWhatItIsGiven(String content, String what) throws IOException {
    byte[] bytes =
        content
            .replace("\\n", "\n")
            .transform(FileKindTest::unescaped)
            .getBytes(StandardCharsets.ISO_8859_1);
    refused(TensorFiles::open, "model.safetensors", bytes, what);
    refused(TensorFiles::open, "model.pt", bytes, what);
    refused(CaptionFile::read, "caption.npy", bytes, what);
    refused(CaptionFile::read, "caption.safetensors", bytes, what);
    if (!what.startsWith("a text")) {
      refused(ModelConfig::read, "config.json", bytes, what);
    }
  }

  @Test
  void formatsInPlaceOfEachOtherAreNamed() throws IOException {
    byte[] json = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
    refused(TensorFiles::open, "model.pt", json, "JSON text");
    byte[] zip = {'P', 'K', 3, 4, 0, 0};
    refused(ModelConfig::read, "config.json", zip, "a ZIP archive");
    refused(CaptionFile::read, "caption.npy", zip, "a ZIP archive");
    refused(CaptionFile::read, "caption.npy", new byte[] {(byte) 0x80, 4, '.'}, "a pickle");
  }

  private void refused(Consumer<Path> reader, String name, byte[] bytes, String what)
      throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    String message =
        assertThrows(InvalidInputException.class, () -> reader.accept(file)).getMessage();
    String start = file + ": is " + what + ", not ";
    assertEquals(start, message.substring(0, Math.min(start.length(), message.length())));
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith("\\x", at)) {
        plain.append((char) Integer.parseInt(text.substring(at + 2, at + 4), 16));
        at += 3;
      } else {
        plain.append(text.charAt(at));
      }
    }
    return plain.toString();
  }
}
