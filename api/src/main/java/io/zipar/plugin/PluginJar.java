/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * Looks into a jar before it is loaded: the JDK finds most faults late, and does not say all it
 * knows.
 *
 * @param path where it is
 * @param file the open jar
 */
record PluginJar(Path path, JarFile file) implements AutoCloseable {
  private static final String SERVICES = "META-INF/services/";
  private static final int LONGEST_SERVICES_FILE = 1 << 16;
  private static final int BUFFER = 1 << 16;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Opens a jar, at the version of this JVM; closed by the caller. */
  static PluginJar open(Path path) throws IOException {
    return new PluginJar(
        path, new JarFile(path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion()));
  }

  boolean holds(String name) {
    return file.getEntry(name) != null;
  }

  /**
   * Reads a signed jar through: what was changed after the signing is found here, not when a class
   * is needed.
   */
  void checkSignature() throws IOException {
    List<JarEntry> entries = file.stream().toList();
    boolean isSigned =
        entries.stream()
            .map(entry -> entry.getName().toUpperCase(Locale.ROOT))
            .anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF"));
    if (!isSigned) {
      return;
    }
    byte[] buffer = new byte[BUFFER];
    for (JarEntry entry : entries) {
      try (InputStream in = file.getInputStream(entry)) {
        while (in.read(buffer) >= 0) {
          continue;
        }
      } catch (SecurityException e) {
        throw PluginEntry.unusable(path, "was changed after it was signed: " + OneLine.message(e));
      }
    }
  }

  /**
   * Checks the files of services of a jar that is no module: every class named must be there.
   *
   * @throws InvalidInputException that names the file of services and all that is wrong with it
   */
  void checkServices(Set<String> services) throws IOException {
    if (holds("module-info.class")) {
      return;
    }
    for (String service : services.stream().sorted().toList()) {
      JarEntry entry = file.getJarEntry(SERVICES + service);
      if (entry != null) {
        List<String> problems = problems(text(entry));
        if (!problems.isEmpty()) {
          throw PluginEntry.unusable(
              path, "has a " + entry.getName() + " that " + String.join(" and ", problems));
        }
      }
    }
  }

  private String text(JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      byte[] content = in.readNBytes(LONGEST_SERVICES_FILE + 1);
      if (content.length > LONGEST_SERVICES_FILE) {
        throw PluginEntry.unusable(
            path, "has a " + entry.getName() + " of more than " + LONGEST_SERVICES_FILE + " bytes");
      }
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    String plain = text;
    if (text.startsWith(BYTE_ORDER_MARK)) {
      problems.add("begins with a byte order mark (save it as UTF-8 without one)");
      plain = text.substring(BYTE_ORDER_MARK.length());
    }
    for (String line : plain.lines().toList()) {
      String provider = line.replaceFirst("#.*", "").strip();
      if (!provider.isEmpty() && !holds(provider.replace('.', '/') + ".class")) {
        problems.add("names " + OneLine.of(provider) + ", a class that the jar does not hold");
      }
    }
    return problems;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
