/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds the projects of {@code examples/third-party} as their authors would: with Maven, away from
 * this repository, from what is installed in a local repository.
 *
 * <p>That repository is made for the test. It holds the jars just built; everything else in it is a
 * link to the ordinary local repository, so that no download is repeated and nothing of {@code
 * io.zipar} is left there.
 */
final class ThirdParty implements AutoCloseable {
  private static final int LIMIT_MINUTES = 5;
  private static final List<String> MODULES =
      List.of("api", "backend-synthetic", "testkit", "models", "fixtures", "testkit-checkpoint");

  private final Path work;
  private final Path repository;

  private ThirdParty(Path work, Path repository) {
    this.work = work;
    this.repository = repository;
  }

  static ThirdParty in(Path work) throws IOException {
    Path repository = Files.createDirectory(work.resolve("repository"));
    Path ordinary = Path.of(System.getProperty("localRepository"));
    linkAllBut("io", ordinary, repository);
    Path io = Files.createDirectory(repository.resolve("io"));
    linkAllBut("zipar", ordinary.resolve("io"), io);
    Path root = CommandLine.root();
    install(io, "zipar-parent", root.resolve("pom.xml"), List.of());
    install(io, "zipar-bom", root.resolve("bom/pom.xml"), List.of());
    for (String module : MODULES) {
      Path folder = root.resolve(module);
      try (Stream<Path> jars = Files.list(folder.resolve("target"))) {
        List<Path> built =
            jars.filter(file -> file.toString().endsWith(version() + ".jar")).toList();
        assertEquals(1, built.size(), module + " is not packaged: " + built);
        install(io, "zipar-" + module, folder.resolve("pom.xml"), built);
      }
    }
    return new ThirdParty(work, repository);
  }

  /** Copies a project, runs {@code mvn verify} in the copy, and yields its folder. */
  Path build(String project) throws IOException, InterruptedException {
    Path copy = work.resolve(project);
    copy(CommandLine.root().resolve("examples/third-party").resolve(project), copy);
    Path log = work.resolve(project + ".log");
    ProcessBuilder builder =
        new ProcessBuilder("mvn", "-B", "-ntp", "-Dmaven.repo.local=" + repository, "verify");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("mvn verify has not ended: " + Files.readString(log));
    }
    assertEquals(0, process.exitValue(), () -> read(log));
    return copy;
  }

  /** Removes the links, which JUnit would remove too, with a warning for each. */
  @Override
  public void close() throws IOException {
    for (Path folder : List.of(repository, repository.resolve("io"))) {
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
          Files.delete(link);
        }
      }
    }
  }

  private static String version() {
    return System.getProperty("zipar.version");
  }

  private static void install(Path io, String artifact, Path pom, List<Path> jars)
      throws IOException {
    Path folder = Files.createDirectories(io.resolve("zipar").resolve(artifact).resolve(version()));
    String name = artifact + "-" + version();
    Files.copy(pom, folder.resolve(name + ".pom"));
    for (Path jar : jars) {
      Files.copy(jar, folder.resolve(name + ".jar"));
    }
  }

  private static void linkAllBut(String name, Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(name)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
        }
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (folder.equals(from.resolve("target"))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return file + " cannot be read: " + e;
    }
  }
}
