/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** An expression as instructions, which a {@link Matching} follows. */
final class Program {
  /** Passes a character of a set. */
  static final int ONE = 0;

  /** Goes on at {@code first}, and where that fails at {@code second}. */
  static final int SPLIT = 1;

  /** Goes on at {@code first}. */
  static final int JUMP = 2;

  /** Is at a place, by its ordinal {@code first}. */
  static final int AT = 3;

  /** Has matched. */
  static final int DONE = 4;

  /** Matches what begins behind this, goes on at {@code first} where it ended. */
  static final int ATOMIC = 5;

  /** Goes on at {@code first} if what begins behind this matches, or matches not. */
  static final int AHEAD = 6;

  static final int NOT_AHEAD = 7;

  /** The same of what ends here, {@code second} characters before. */
  static final int BEHIND = 8;

  static final int NOT_BEHIND = 9;

  private static final int MOST = 20_000;

  private int[] kind = new int[16];
  private int[] first = new int[16];
  private int[] second = new int[16];
  private IntPredicate[] sets = new IntPredicate[16];
  private int size;

  private Program() {}

  static Program of(Node node) {
    Program program = new Program();
    program.add(node);
    program.put(DONE, 0, 0);
    return program;
  }

  int size() {
    return size;
  }

  int kind(int at) {
    return kind[at];
  }

  int first(int at) {
    return first[at];
  }

  int second(int at) {
    return second[at];
  }

  IntPredicate set(int at) {
    return sets[at];
  }

  private int put(int instruction, int one, int two) {
    if (size == MOST) {
      throw new RegexException("is too long");
    }
    if (size == kind.length) {
      kind = Arrays.copyOf(kind, 2 * size);
      first = Arrays.copyOf(first, 2 * size);
      second = Arrays.copyOf(second, 2 * size);
      sets = Arrays.copyOf(sets, 2 * size);
    }
    kind[size] = instruction;
    first[size] = one;
    second[size] = two;
    return size++;
  }

  private void add(Node node) {
    if (node instanceof Node.One one) {
      int at = put(ONE, 0, 0);
      sets[at] = one.set();
    } else if (node instanceof Node.All all) {
      all.parts().forEach(this::add);
    } else if (node instanceof Node.Any any) {
      addAny(any);
    } else if (node instanceof Node.Repeat repeat) {
      addRepeat(repeat);
    } else if (node instanceof Node.Atomic atomic) {
      addInner(ATOMIC, 0, atomic.part());
    } else if (node instanceof Node.LookAhead ahead) {
      addInner(ahead.wanted() ? AHEAD : NOT_AHEAD, 0, ahead.part());
    } else if (node instanceof Node.Behind behind) {
      addInner(behind.wanted() ? BEHIND : NOT_BEHIND, behind.length(), behind.part());
    } else if (node instanceof Node.At here) {
      put(AT, here.place().ordinal(), 0);
    }
  }

  private void addInner(int instruction, int length, Node part) {
    int begin = put(instruction, 0, length);
    add(part);
    put(DONE, 0, 0);
    first[begin] = size;
  }

  private void addAny(Node.Any any) {
    int choices = any.choices().size();
    int[] ends = new int[choices];
    for (int i = 0; i < choices; i++) {
      int split = i < choices - 1 ? put(SPLIT, size + 1, 0) : -1;
      add(any.choices().get(i));
      if (split >= 0) {
        ends[i] = put(JUMP, 0, 0);
        second[split] = size;
      }
    }
    for (int i = 0; i < choices - 1; i++) {
      first[ends[i]] = size;
    }
  }

  private void addRepeat(Node.Repeat repeat) {
    if (Math.max(repeat.least(), 1) > MOST
        || repeat.most() != Node.UNBOUNDED && repeat.most() > MOST) {
      throw new RegexException("repeats more than " + MOST + " times");
    }
    for (int i = 0; i < repeat.least(); i++) {
      add(repeat.part());
    }
    if (repeat.most() == Node.UNBOUNDED) {
      int split = put(SPLIT, 0, 0);
      add(repeat.part());
      put(JUMP, split, 0);
      direct(split, split + 1, size, repeat.greedy());
    } else {
      int optional = repeat.most() - repeat.least();
      int[] splits = new int[optional];
      for (int i = 0; i < optional; i++) {
        splits[i] = put(SPLIT, 0, 0);
        add(repeat.part());
      }
      for (int split : splits) {
        direct(split, split + 1, size, repeat.greedy());
      }
    }
  }

  private void direct(int split, int inside, int behind, boolean greedy) {
    first[split] = greedy ? inside : behind;
    second[split] = greedy ? behind : inside;
  }
}
