/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;
import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenNumbering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sequence of one lane, as a network's backend runs it: {@link #layOut} turns what a pass feeds
 * into <em>entries</em>, rows of the residual stream, and remembers what was written. An entry has
 * a slot of the KV cache, something that it begins as ({@link #content}, {@link #row}), a place
 * whose angles rotate it, and slots that it sees. What it says of a pass holds until the next
 * {@link #layOut}. Used by one thread at a time.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class LaneSequence {
  private final PrefixInput prefix;
  private final RotaryTable rotary;
  private final TokenNumbering tokens;
  private int entries;
  private Content[] contents = {};
  private int[] rows = {};
  private int[] slots = {};
  private int[] places = {};
  private int reads;
  private int[] readEntries = {};

  /** What an entry begins as. */
  public enum Content {
    /** A slot of the prefix, as {@link #prefix} tells. */
    PREFIX,
    /** A row of the token embedding. */
    TOKEN
  }

  /**
   * A sequence that nothing was written to.
   *
   * @param prefix what its first slots begin as
   * @param rotary the angles of all places
   * @param tokens their numbers in the checkpoint
   */
  LaneSequence(PrefixInput prefix, RotaryTable rotary, TokenNumbering tokens) {
    this.prefix = prefix;
    this.rotary = rotary;
    this.tokens = tokens;
  }

  /**
   * The sequences of a session.
   *
   * @param network what runs them
   * @param request layout, lanes and visibility
   * @return one for each lane, in their order; lanes with prefixes of one length share their angles
   * @throws io.zipar.InvalidInputException if a lane's conditioning does not fit the network, or
   *     prefix and grid together are longer than it can be
   */
  public static List<LaneSequence> of(TransformerNetwork network, SessionRequest request) {
    Map<Integer, RotaryTable> tables = new HashMap<>();
    List<LaneSequence> sequences = new ArrayList<>();
    for (Lane lane : request.lanes()) {
      SequenceLayout layout = request.layout();
      PrefixInput prefix = network.prefix(lane, layout);
      RotaryTable rotary =
          tables.computeIfAbsent(prefix.slots(), length -> network.rotary(layout, length));
      sequences.add(ofPositions(prefix, rotary, network.tokens(), request.visibility()));
    }
    return List.copyOf(sequences);
  }

  /**
   * A sequence in the order of positions.
   *
   * @param prefix what its first slots begin as
   * @param rotary the angles of the prefix and of all positions
   * @param tokens their numbers in the checkpoint
   * @param visibility which slots an entry sees
   * @return a sequence that nothing was written to
   */
  public static LaneSequence ofPositions(
      PrefixInput prefix, RotaryTable rotary, TokenNumbering tokens, Visibility visibility) {
    return new PositionSequence(prefix, rotary, tokens, visibility);
  }

  /**
   * What the first slots begin as.
   *
   * @return the prefix
   */
  public final PrefixInput prefix() {
    return prefix;
  }

  /**
   * The angles of all places.
   *
   * @return the table whose slots are the places
   */
  public final RotaryTable rotary() {
    return rotary;
  }

  /**
   * The size of the KV cache.
   *
   * @return the slots that the lane can take, at least 1
   */
  public abstract int slots();

  /**
   * Lays a pass out and notes what it writes.
   *
   * @param pass what this lane is fed and asked
   */
  public final void layOut(LanePass pass) {
    entries = 0;
    reads = 0;
    reserve(pass);
    arrange(pass);
  }

  /** Adds the entries and the reads of a pass. */
  abstract void arrange(LanePass pass);

  /** The most entries that a pass can have beyond its fed tokens and its prefix. */
  int spareEntries(LanePass pass) {
    return 0;
  }

  private void reserve(LanePass pass) {
    int most = (pass.prefill() ? prefix.slots() : 0) + pass.positions().length + spareEntries(pass);
    if (slots.length < most) {
      contents = new Content[most];
      rows = new int[most];
      slots = new int[most];
      places = new int[most];
    }
    if (readEntries.length < pass.rows()) {
      readEntries = new int[pass.rows()];
    }
  }

  final int addPrefix(int slot) {
    return add(Content.PREFIX, slot, slot, slot);
  }

  final int addToken(int token, int slot, int place) {
    return add(Content.TOKEN, tokens.id(token), slot, place);
  }

  private int add(Content content, int row, int slot, int place) {
    contents[entries] = content;
    rows[entries] = row;
    slots[entries] = slot;
    places[entries] = place;
    return entries++;
  }

  final void addRead(int entry) {
    readEntries[reads++] = entry;
  }

  /**
   * Counts the entries.
   *
   * @return how many rows of the residual stream the pass has for this lane
   */
  public final int entries() {
    return entries;
  }

  /**
   * What an entry begins as.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return the kind of {@link #row}
   */
  public final Content content(int entry) {
    return contents[entry];
  }

  /**
   * Which row of its content an entry begins as.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return a slot of the prefix, or a row of the token embedding
   */
  public final int row(int entry) {
    return rows[entry];
  }

  /**
   * The slot that an entry's keys and values are written to.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return from 0 to {@link #slots} - 1, another one for each entry of the pass
   */
  public final int slot(int entry) {
    return slots[entry];
  }

  /**
   * The place of an entry.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return the slot of {@link #rotary} whose angles rotate its queries and keys
   */
  public final int place(int entry) {
    return places[entry];
  }

  /**
   * Counts the rows of logits.
   *
   * @return {@link LanePass#rows} of the pass, in their order
   */
  public final int reads() {
    return reads;
  }

  /**
   * The entry that a row of logits is read at.
   *
   * @param read from 0 to {@link #reads} - 1
   * @return an entry of the pass
   */
  public final int readEntry(int read) {
    return readEntries[read];
  }

  /**
   * The slots that the entries of the pass can see.
   *
   * @return a number that no visible slot reaches
   */
  public abstract int usedSlots();

  /**
   * Writes what is added to the scores of an entry: 0 where it sees, minus infinity where it does
   * not. An entry sees itself.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @param target receives one value for each slot from 0
   * @param from index of the first
   * @param count number of values, at least {@link #usedSlots}
   */
  public abstract void fillBias(int entry, float[] target, int from, int count);
}
