/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one command: all of them appear at the end, or none does. Opening it proves that the
 * target folders can be written, before any work is done; files are written beside their target
 * under temporary names and moved into place by {@link #commit}. Closing it without a commit
 * removes everything, the folders it created included.
 *
 * <p>Safe for several threads: a shutdown hook may close it while the command still writes.
 */
@ApiStatus.Experimental(since = "0.1")
public final class StagedOutput implements AutoCloseable {
  private static final String PREFIX = ".zipar-";

  /** By their real paths. */
  private final Map<Path, Claim> claims = new LinkedHashMap<>();

  private final Map<Path, OutputTarget> targetOfStaged = new LinkedHashMap<>();
  private final Map<OutputTarget, byte[]> streams = new LinkedHashMap<>();
  private final List<FolderPath> folders = new ArrayList<>();
  private boolean ended;

  /** Opens an output without folders. */
  public StagedOutput() {}

  /**
   * Adds a folder to write into, created where it is missing.
   *
   * @param option the option that named it, for errors
   * @param folder the folder
   * @return its absolute path
   * @throws InvalidInputException if it cannot be written
   */
  public synchronized Path addFolder(String option, Path folder) {
    return addFolder(option, folder, folder);
  }

  private Path addFolder(String option, Path named, Path folder) {
    FolderPath added = FolderPath.ensure(option, named, folder);
    folders.add(added);
    try {
      claim(added.path());
    } catch (IOException e) {
      throw FolderPath.unusable(option, named, e);
    }
    return added.path();
  }

  private Claim claim(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Claim claim = claims.get(real);
    if (claim == null) {
      claim = Claim.in(real, PREFIX);
      claims.put(real, claim);
    }
    return claim;
  }

  /**
   * Adds the folder of a file to be written, and checks that the file can be. A link is followed; a
   * device or a pipe is written to at the commit.
   *
   * @param option the option that named it, for errors
   * @param file the file
   * @return its absolute path
   * @throws InvalidInputException if it is a folder or read-only, or its folder cannot be written
   */
  public synchronized Path addFile(String option, Path file) {
    OutputTarget target = OutputTarget.of(option, file);
    if (!target.isStream()) {
      addFolder(option, file, target.path().getParent());
    }
    return file.toAbsolutePath().normalize();
  }

  /**
   * Writes a file under a temporary name.
   *
   * @param target where it is to appear, in a folder that was added
   * @param content its content
   * @throws ZiparException if writing fails
   */
  public synchronized void write(Path target, OutputFile content) {
    requireOpen();
    OutputTarget place = OutputTarget.of("output", target);
    try {
      if (place.isStream()) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        content.writeTo(buffer);
        streams.put(place, buffer.toByteArray());
      } else {
        stage(place, content);
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  private void stage(OutputTarget target, OutputFile content) throws IOException {
    Path folder = target.path().getParent();
    Path staged = folder.resolve(claim(folder).name() + "-" + targetOfStaged.size());
    targetOfStaged.put(staged, target);
    try (OutputStream stream =
        new BufferedOutputStream(Files.newOutputStream(staged, StandardOpenOption.CREATE_NEW))) {
      content.writeTo(stream);
    }
  }

  private static ZiparException failure(Path target, IOException problem) {
    return new ZiparException("cannot write " + target + ": " + SystemReason.of(problem), problem);
  }

  /**
   * Moves all files into place.
   *
   * @throws ZiparException if a move fails; files that were not there before are then removed again
   */
  public synchronized void commit() {
    requireOpen();
    List<Path> fresh = new ArrayList<>();
    for (Map.Entry<Path, OutputTarget> file : targetOfStaged.entrySet()) {
      Path target = file.getValue().path();
      boolean isFresh = !file.getValue().exists();
      try {
        Files.move(
            file.getKey(),
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        fresh.forEach(StagedOutput::remove);
        throw failure(target, e);
      }
      if (isFresh) {
        fresh.add(target);
      }
    }
    // Last: what went into a device or a pipe cannot be taken back.
    for (Map.Entry<OutputTarget, byte[]> stream : streams.entrySet()) {
      try (OutputStream out = stream.getKey().open()) {
        out.write(stream.getValue());
      } catch (IOException e) {
        fresh.forEach(StagedOutput::remove);
        throw failure(stream.getKey().path(), e);
      }
    }
    targetOfStaged.clear();
    end();
  }

  /** Removes what was not committed. Closing twice, or after a commit, has no effect. */
  @Override
  public synchronized void close() {
    if (!ended) {
      targetOfStaged.keySet().forEach(StagedOutput::remove);
      end();
    }
  }

  private void end() {
    ended = true;
    claims.values().forEach(Claim::close);
    for (int i = folders.size() - 1; i >= 0; i--) {
      folders.get(i).removeCreated();
    }
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the output was closed");
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Nothing more can be done, and the error that led here is about to be told.
      return;
    }
  }
}
