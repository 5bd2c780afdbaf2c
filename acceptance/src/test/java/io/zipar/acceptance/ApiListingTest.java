/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is exported is what {@code docs/api.txt} lists, so that a change of the API is a line in a
 * diff. With {@code -Dzipar.api.write=true} the test writes the file anew.
 */
class ApiListingTest {
  private static final Path LISTING = CommandLine.root().resolve("docs").resolve("api.txt");

  @Test
  void theListingIsWhatIsExported() throws IOException {
    List<String> exported = listing();
    if (Boolean.getBoolean("zipar.api.write")) {
      Files.write(LISTING, exported);
    }
    List<String> listed = Files.readAllLines(LISTING);
    String hint =
        "to list it: mvn verify -pl acceptance -am -Dtest=ApiListingTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dzipar.api.write=true";
    Set<String> here = qualified(exported);
    Set<String> there = qualified(listed);
    assertEquals(List.of(), without(there, here), "listed, but not exported; " + hint);
    assertEquals(List.of(), without(here, there), "exported, but not listed; " + hint);
    assertEquals(exported, listed, "another order; " + hint);
  }

  /** Every member behind its type: two types may have members that read alike. */
  private static Set<String> qualified(List<String> lines) {
    Set<String> qualified = new LinkedHashSet<>();
    String type = "";
    for (String line : lines) {
      boolean member = line.startsWith("  ");
      type = member ? type : line;
      qualified.add(member ? type + ":" + line : line);
    }
    return qualified;
  }

  private static List<String> without(Collection<String> lines, Collection<String> others) {
    Set<String> rest = new LinkedHashSet<>(lines);
    rest.removeAll(others);
    return List.copyOf(rest);
  }

  private static List<String> listing() {
    List<String> lines = new ArrayList<>();
    for (String folder : ExportedTypes.FOLDERS) {
      lines.add("# " + folder);
      for (Class<?> type : ExportedTypes.of(folder)) {
        lines.add(declaration(type));
        members(type).sorted().map(line -> "  " + line).forEach(lines::add);
      }
    }
    return lines;
  }

  private static String declaration(Class<?> type) {
    List<String> above = new ArrayList<>();
    if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
      above.add(type.getGenericSuperclass().getTypeName());
    }
    Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName).sorted().forEach(above::add);
    // Newer JDKs say besides whether a type is sealed.
    String words = type.toGenericString().replaceAll("\\b(non-)?sealed ", "");
    return words + (above.isEmpty() ? "" : " : " + String.join(", ", above));
  }

  private static Stream<String> members(Class<?> type) {
    Stream<String> fields =
        visible(type.getDeclaredFields()).map(Field.class::cast).map(Field::toGenericString);
    Stream<String> constructors =
        visible(type.getDeclaredConstructors())
            .map(each -> ((Constructor<?>) each).toGenericString());
    Stream<String> methods =
        visible(type.getDeclaredMethods()).map(Method.class::cast).map(Method::toGenericString);
    return Stream.of(fields, constructors, methods)
        .flatMap(each -> each)
        .map(line -> line.replace(type.getTypeName() + ".", ""));
  }

  private static Stream<Member> visible(Member[] members) {
    return Arrays.<Member>stream(members)
        .filter(each -> !each.isSynthetic())
        .filter(
            each ->
                Modifier.isPublic(each.getModifiers())
                    || Modifier.isProtected(each.getModifiers()));
  }
}
