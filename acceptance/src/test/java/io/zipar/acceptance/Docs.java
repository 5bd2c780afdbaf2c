/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages that readers follow: README.md and those of docs. */
final class Docs {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String INDENT = "    ";

  private Docs() {}

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(CommandLine.root().resolve("README.md")));
    try (Stream<Path> files = Files.list(CommandLine.root().resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** The indented blocks of a page, without their indent. */
  static List<String> blocks(Path page) throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    boolean fenced = false;
    for (String line : (Iterable<String>) Stream.concat(lines(page), Stream.of(""))::iterator) {
      fenced ^= line.startsWith("```");
      if (!fenced && line.startsWith(INDENT)) {
        block.append(line.substring(INDENT.length())).append('\n');
      } else if (block.length() > 0) {
        blocks.add(block.toString());
        block.setLength(0);
      }
    }
    return blocks;
  }

  /** The commands of the script that stand for themselves, in no loop, each on one line. */
  static Stream<String> commands(String block) {
    return block
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> line.matches("(\\w+=\\S+ )*\\./zipar .*"));
  }

  /** The arguments of such a command. */
  static List<String> arguments(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.substring(command.indexOf("./zipar ") + 8));
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }

  static Stream<String> lines(Path page) throws IOException {
    return Files.readString(page).lines();
  }
}
