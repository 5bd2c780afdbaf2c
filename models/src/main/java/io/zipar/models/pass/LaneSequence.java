/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenNumbering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sequence of one lane, as a network's backend runs it: {@link #layOut} turns what a pass feeds
 * and asks into <em>entries</em>, rows of the residual stream, and remembers what was written. An
 * entry has a slot of the KV cache, something that it begins as ({@link #content}, {@link #row}), a
 * place whose angles rotate it, and slots that it sees. What it says of a pass holds until the next
 * {@link #layOut}. Used by one thread at a time.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class LaneSequence {
  private static final int NO_POSITION = -1;

  private final PrefixInput prefix;
  private final RotaryTable rotary;
  private final TokenNumbering tokens;
  private final Optional<QueryRows> queries;
  private final Entries entries = new Entries();
  private final LogitRows rows = new LogitRows();
  private int[] positionOfSlot = {};
  private Content[] contentOfSlot = {};
  private Optional<AttentionMask> mask = Optional.empty();

  /** What an entry begins as. */
  public enum Content {
    /** A slot of the prefix, as {@link #prefix} tells. */
    PREFIX,
    /** A row of the token embedding. */
    TOKEN,
    /** A row of {@link TransformerNetwork#queries}. */
    QUERY
  }

  /**
   * A sequence that nothing was written to.
   *
   * @param prefix what its first slots begin as
   * @param rotary the angles of all places
   * @param tokens their numbers in the checkpoint
   * @param queries what query tokens begin as, where there are some
   */
  LaneSequence(
      PrefixInput prefix, RotaryTable rotary, TokenNumbering tokens, Optional<QueryRows> queries) {
    this.prefix = prefix;
    this.rotary = rotary;
    this.tokens = tokens;
    this.queries = queries;
  }

  /**
   * The sequences of a session.
   *
   * @param network what runs them
   * @param request layout, lanes and visibility
   * @return one for each lane, in their order; lanes with prefixes of one length share their angles
   * @throws InvalidInputException if a lane's conditioning does not fit the network, prefix and
   *     grid together are longer than it can be, or the visibility is not one of its kind
   */
  public static List<LaneSequence> of(TransformerNetwork network, SessionRequest request) {
    if (network.prediction() != Prediction.SUCCESSOR && request.visibility() == Visibility.ALL) {
      throw new InvalidInputException(
          "visibility 'all' is for models that predict the successor of a position, and "
              + network.describe()
              + " predicts "
              + network.prediction().words()
              + "; take 'written'");
    }
    SequenceLayout layout = request.layout();
    Optional<QueryRows> queries = network.queries(layout);
    Map<Integer, RotaryTable> tables = new HashMap<>();
    List<LaneSequence> sequences = new ArrayList<>();
    for (Lane lane : request.lanes()) {
      PrefixInput prefix = network.prefix(lane, layout);
      RotaryTable rotary =
          tables.computeIfAbsent(prefix.slots(), length -> network.rotary(layout, length));
      sequences.add(
          switch (network.prediction()) {
            case SUCCESSOR -> ofPositions(prefix, rotary, network.tokens(), request.visibility());
            case NEIGHBOURS ->
                new NeighbourSequence(
                    prefix, rotary, network.tokens(), layout, network.predictionHeads());
            case ANY_CELL ->
                ofArrival(prefix, rotary, network.tokens(), queries.orElseThrow(), layout);
          });
    }
    return List.copyOf(sequences);
  }

  /**
   * A sequence in the order of positions, each entry of which sees what lies before it.
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

  private static LaneSequence ofArrival(
      PrefixInput prefix,
      RotaryTable rotary,
      TokenNumbering tokens,
      QueryRows queries,
      SequenceLayout layout) {
    return switch (queries.placement()) {
      case BESIDE -> new BesideSequence(prefix, rotary, tokens, queries, layout.positions());
      case IN_PLACE -> new InPlaceSequence(prefix, rotary, tokens, queries, layout.positions());
    };
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
   * What query tokens begin as.
   *
   * @return the rows that {@link Content#QUERY} counts, the same for all lanes; empty in a network
   *     without query tokens
   */
  public final Optional<QueryRows> queries() {
    return queries;
  }

  /**
   * The angles of all places: those of the prefix, then those of the positions.
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
    if (positionOfSlot.length == 0) {
      positionOfSlot = new int[slots()];
      contentOfSlot = new Content[slots()];
      // What a slot in the order of positions belongs to is known before it is written.
      Arrays.setAll(positionOfSlot, slot -> Math.max(NO_POSITION, slot - prefix.slots()));
    }
    int fed = pass.positions().length;
    entries.begin((pass.prefill() ? prefix.slots() : 0) + fed + spareEntries(pass));
    rows.begin();
    mask = pass.mask();
    arrange(pass);
  }

  /** Adds the entries and the rows of a pass. */
  abstract void arrange(LanePass pass);

  /** The most entries that a pass can have beyond its fed tokens and its prefix. */
  int spareEntries(LanePass pass) {
    return 0;
  }

  final int addPrefix(int slot) {
    return add(Content.PREFIX, slot, slot, NO_POSITION);
  }

  final int addToken(int token, int slot, int position) {
    return add(Content.TOKEN, tokens.id(token), slot, position);
  }

  final int addQuery(int row, int slot, int position) {
    return add(Content.QUERY, row, slot, position);
  }

  private int add(Content content, int row, int slot, int position) {
    positionOfSlot[slot] = position;
    contentOfSlot[slot] = content;
    int place = position == NO_POSITION ? slot : prefix.slots() + position;
    return entries.add(content, row, slot, place);
  }

  final void addRow() {
    rows.add();
  }

  /** Adds a head that the row last added is read by. */
  final void addPart(int entry, int head) {
    rows.addPart(entry, head);
  }

  /**
   * Counts the entries.
   *
   * @return how many rows of the residual stream the pass has for this lane
   */
  public final int entries() {
    return entries.count;
  }

  /**
   * What an entry begins as.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return the kind of {@link #row}
   */
  public final Content content(int entry) {
    return entries.contents[entry];
  }

  /**
   * Which row of its content an entry begins as.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return a slot of the prefix, a row of the token embedding, or a row of the queries
   */
  public final int row(int entry) {
    return entries.rows[entry];
  }

  /**
   * The slot that an entry's keys and values are written to.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return from 0 to {@link #slots} - 1, another one for each entry of the pass
   */
  public final int slot(int entry) {
    return entries.slots[entry];
  }

  /**
   * The place of an entry.
   *
   * @param entry from 0 to {@link #entries} - 1
   * @return the slot of {@link #rotary} whose angles rotate its queries and keys, and the row of
   *     the place embedding where the network has one
   */
  public final int place(int entry) {
    return entries.places[entry];
  }

  /**
   * The position that a slot belongs to.
   *
   * @param slot a written slot
   * @return the position of what was written there last; -1 for a slot of the prefix
   */
  public final int position(int slot) {
    return positionOfSlot[slot];
  }

  /**
   * What a slot holds.
   *
   * @param slot from 0 to {@link #usedSlots} - 1
   * @return what was written there last; empty if nothing was, or what was is forgotten
   */
  public final Optional<Content> held(int slot) {
    return holds(slot) ? Optional.of(contentOfSlot[slot]) : Optional.empty();
  }

  /** Tells whether a slot holds something. */
  boolean holds(int slot) {
    return contentOfSlot[slot] != null;
  }

  /**
   * Tells whether slots that hold nothing are attended to.
   *
   * @return whether they are, as {@link Visibility#ALL} says
   */
  public boolean seesUnwritten() {
    return false;
  }

  /**
   * Counts the rows of logits.
   *
   * @return one for each target of the pass, then one for each of its drafts
   */
  public final int rows() {
    return rows.count;
  }

  /**
   * Counts the heads whose rows are mixed for a row of logits.
   *
   * @param row from 0 to {@link #rows} - 1
   * @return at least 1
   */
  public final int parts(int row) {
    return rows.firstPart[row + 1] - rows.firstPart[row];
  }

  /**
   * The entry that a part of a row is read at.
   *
   * @param row from 0 to {@link #rows} - 1
   * @param part from 0 to {@link #parts} - 1
   * @return an entry of the pass
   */
  public final int partEntry(int row, int part) {
    return rows.entries[rows.firstPart[row] + part];
  }

  /**
   * The head that a part of a row is read by.
   *
   * @param row from 0 to {@link #rows} - 1
   * @param part from 0 to {@link #parts} - 1
   * @return index of the head in the network's weights
   */
  public final int partHead(int row, int part) {
    return rows.heads[rows.firstPart[row] + part];
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
  public final void fillBias(int entry, float[] target, int from, int count) {
    fillVisible(entry, target, from, count);
    int own = positionOfSlot[slot(entry)];
    if (mask.isPresent() && own != NO_POSITION) {
      AttentionMask restriction = mask.get();
      for (int slot = prefix.slots(); slot < usedSlots(); slot++) {
        int other = positionOfSlot[slot];
        if (target[from + slot] == 0 && other != own && !restriction.sees(own, other)) {
          target[from + slot] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }

  /** As {@link #fillBias}, without the mask of the step. */
  abstract void fillVisible(int entry, float[] target, int from, int count);
}
