/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Which packages use which, as the JDK's own jdeps reads it from classes. */
final class PackageUses {
  private static final Pattern LINE = Pattern.compile("\\s+(\\S+)\\s+->\\s+(\\S+)\\s.*");

  private PackageUses() {}

  /** Asks jdeps about some jars, all of which, and more, lie in a module path. */
  static Map<String, Set<String>> of(Path modulePath, List<Path> jars) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--module-path",
                modulePath.toString(),
                "-verbose:package",
                "--multi-release",
                "base"));
    jars.forEach(jar -> arguments.add(jar.toString()));
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("jdeps: " + out + err);
    }
    Map<String, Set<String>> uses = new TreeMap<>();
    out.toString()
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(
            line -> line.group(1).startsWith("io.zipar") && line.group(2).startsWith("io.zipar"))
        .filter(line -> !line.group(1).equals(line.group(2)))
        .forEach(
            line -> uses.computeIfAbsent(line.group(1), any -> new TreeSet<>()).add(line.group(2)));
    return uses;
  }

  /** A circle among some packages, as the names along it; empty if there is none. */
  static List<String> circle(Map<String, Set<String>> uses, Set<String> packages) {
    Set<String> done = new HashSet<>();
    for (String each : new TreeSet<>(packages)) {
      List<String> circle = circle(uses, each, new ArrayList<>(), done);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    return List.of();
  }

  private static List<String> circle(
      Map<String, Set<String>> uses, String at, List<String> way, Set<String> done) {
    int before = way.indexOf(at);
    if (before >= 0) {
      List<String> circle = new ArrayList<>(way.subList(before, way.size()));
      circle.add(at);
      return circle;
    }
    if (done.contains(at)) {
      return List.of();
    }
    way.add(at);
    for (String next : uses.getOrDefault(at, Set.of())) {
      List<String> circle = circle(uses, next, way, done);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    way.remove(way.size() - 1);
    done.add(at);
    return List.of();
  }
}
