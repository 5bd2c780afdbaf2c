/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.InvalidInputException;
import io.zipar.backend.vector.threads.Team;
import io.zipar.models.disk.WholeFile;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converted weights in a folder, or none. While a model is loaded, {@link #fill} is told of each
 * array in an order that is the same every time, and either reads it or has it converted; {@link
 * #finish} then writes an entry, unless all came from one. An entry is never trusted: see {@link
 * Entry}. One object serves the loading of one model, by one thread. Closed by whoever opened it.
 */
public final class KeptWeights implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptWeights.class);

  /** Files from this size on are not read at every start to find out whether they changed. */
  private static final long LARGE_FILE = 64L << 20;

  private static final long MEBIBYTE = 1L << 20;

  private final String what;
  private final Optional<Place> place;
  private final List<StoredArray> arrays = new ArrayList<>();
  private Optional<Entry> entry = Optional.empty();
  private Optional<WholeFile> begun = Optional.empty();
  private boolean converted;

  /** Where the entry is or comes. */
  private record Place(KeptFolder folder, Path path, Key key) {}

  private KeptWeights(String what, Optional<Place> place) {
    this.what = what;
    this.place = place;
  }

  /**
   * Keeps nothing: all is converted.
   *
   * @return an object without state
   */
  public static KeptWeights none() {
    return new KeptWeights("", Optional.empty());
  }

  /**
   * Looks for weights that were kept, and where there are none makes sure that they can be.
   *
   * @param folder where they are, made if there is none; empty to keep nothing
   * @param what the model, for the log
   * @param files that the weights come from; if none, nothing is kept
   * @param form the dtype and the layouts: all that the conversion depends on besides
   * @param tensors what is converted, in a fixed order
   * @param team reads
   * @return the weights, to be closed by the caller
   * @throws InvalidInputException if there is no entry that can be used, and the folder cannot be
   *     written to
   */
  public static KeptWeights open(
      Optional<Path> folder,
      String what,
      List<Path> files,
      String form,
      Stream<Tensor> tensors,
      Team team) {
    if (folder.isEmpty()) {
      return none();
    }
    if (files.isEmpty()) {
      LOG.info("the weights of {} come from no file and are not kept", what);
      return none();
    }
    KeptFolder home = new KeptFolder(folder.get());
    ContentNames names = new ContentNames(home, team, LARGE_FILE, InstantSource.system());
    Key key = Key.of(files.stream().map(names::of).toList(), form, tensors);
    Path path = home.resolve(key.name() + ".weights");
    KeptWeights kept = new KeptWeights(what, Optional.of(new Place(home, path, key)));
    kept.begin(team);
    return kept;
  }

  private void begin(Team team) {
    Place to = place.orElseThrow();
    try {
      entry = Entry.open(to.path(), to.key(), team);
    } catch (DamagedException e) {
      tellDamaged(e);
    }
    if (entry.isEmpty()) {
      begun = Optional.of(to.folder().begin(to.path()));
    }
  }

  private void tellDamaged(DamagedException reason) {
    LOG.info(
        "{} is not used and made again: {}",
        place.orElseThrow().path(),
        OneLine.of(reason.getMessage()));
  }

  /**
   * Fills arrays with weights.
   *
   * @param convert fills them from the model's own files; they are zeros then
   * @param filled new arrays of zeros, each a {@code float[]}, {@code int[]} or {@code short[]}
   */
  public void fill(Runnable convert, Object... filled) {
    if (place.isEmpty()) {
      convert.run();
      return;
    }
    List<StoredArray> stored = Stream.of(filled).map(StoredArray::of).toList();
    arrays.addAll(stored);
    if (!read(stored)) {
      converted = true;
      convert.run();
    }
  }

  private boolean read(List<StoredArray> stored) {
    if (entry.isEmpty()) {
      return false;
    }
    try {
      for (StoredArray each : stored) {
        entry.get().read(each);
      }
      return true;
    } catch (DamagedException e) {
      tellDamaged(e);
      closeEntry();
      stored.forEach(StoredArray::clear);
      return false;
    }
  }

  /** Keeps what was converted. That this fails is told in the log and does not end the loading. */
  public void finish() {
    if (place.isEmpty()) {
      return;
    }
    Path path = place.get().path();
    if (!converted && entry.isPresent()) {
      LOG.info("converted weights of {} were read from {}", what, path);
      return;
    }
    closeEntry();
    try {
      if (begun.isEmpty()) {
        begun = Optional.of(place.get().folder().begin(path));
      }
      write(begun.get());
      begun.get().put();
      LOG.info("converted weights of {} are kept in {}, {} MiB", what, path, bytes() / MEBIBYTE);
    } catch (IOException e) {
      LOG.warn("converted weights of {} are not kept: {}: {}", what, path, KeptFolder.reason(e));
    } catch (InvalidInputException e) {
      LOG.warn("converted weights of {} are not kept: {}", what, e.getMessage());
    }
  }

  private long bytes() {
    return arrays.stream().mapToLong(StoredArray::bytes).sum();
  }

  private void write(WholeFile target) throws IOException {
    int pieces = arrays.stream().mapToInt(Pieces::count).sum();
    ByteBuffer sums = Pieces.buffer(Math.multiplyExact(pieces, Integer.BYTES));
    ByteBuffer buffer = Pieces.ofPiece();
    target.write(Pieces.head(place.orElseThrow().key(), bytes(), pieces));
    for (int array = 0; array < arrays.size(); array++) {
      StoredArray stored = arrays.get(array);
      for (int piece = 0; piece < Pieces.count(stored); piece++) {
        buffer.clear();
        stored.give(Pieces.first(stored, piece), Pieces.length(stored, piece), buffer);
        buffer.flip();
        sums.putInt(Pieces.checksum(array, stored, piece, buffer));
        target.write(buffer);
      }
    }
    target.write(sums.flip());
  }

  private void closeEntry() {
    entry.ifPresent(Entry::close);
    entry = Optional.empty();
  }

  @Override
  public void close() {
    closeEntry();
    begun.ifPresent(WholeFile::close);
    begun = Optional.empty();
    arrays.clear();
  }
}
