/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Follows a program over a text. Where a choice was tried at a place before and failed, it is not
 * tried again, so that the work is bounded by the length of the program times that of the text.
 */
final class Matching {
  static final int NONE = -1;

  private static final int MOST_BITS = 1 << 26;
  private static final int MOST_CHOICES = 1 << 22;
  private static final Node.Place[] PLACES = Node.Place.values();

  private final Program program;
  private final String text;
  private final Steps steps;

  Matching(Program program, String text, Steps steps) {
    this.program = program;
    this.text = text;
    this.steps = steps;
  }

  /**
   * Matches from a place.
   *
   * @param instruction where to begin in the program
   * @param start where to begin in the text
   * @return where the match ends, or NONE
   */
  int run(int instruction, int start) {
    return run(instruction, start, NONE);
  }

  private int run(int instruction, int start, int wantedEnd) {
    Trail trail = new Trail();
    int pc = instruction;
    int at = start;
    while (true) {
      steps.take();
      int next = NONE;
      switch (program.kind(pc)) {
        case Program.ONE -> {
          if (at < text.length()) {
            int c = text.codePointAt(at);
            if (program.set(pc).test(c)) {
              at += Character.charCount(c);
              next = pc + 1;
            }
          }
        }
        case Program.SPLIT -> {
          if (trail.isNew(pc, at, start)) {
            trail.push(program.second(pc), at);
            next = program.first(pc);
          }
        }
        case Program.JUMP -> next = program.first(pc);
        case Program.AT -> next = isAt(PLACES[program.first(pc)], at) ? pc + 1 : NONE;
        case Program.DONE -> {
          if (wantedEnd == NONE || at == wantedEnd) {
            return at;
          }
        }
        case Program.ATOMIC -> {
          int end = run(pc + 1, at, NONE);
          at = end;
          next = end == NONE ? NONE : program.first(pc);
        }
        default -> next = looks(pc, at) ? program.first(pc) : NONE;
      }
      if (next == NONE) {
        if (trail.isEmpty()) {
          return NONE;
        }
        at = trail.place();
        next = trail.pop();
      }
      pc = next;
    }
  }

  private boolean looks(int pc, int at) {
    int kind = program.kind(pc);
    if (kind == Program.AHEAD || kind == Program.NOT_AHEAD) {
      return run(pc + 1, at, NONE) != NONE == (kind == Program.AHEAD);
    }
    int begin = at;
    for (int i = 0; i < program.second(pc) && begin != NONE; i++) {
      begin = begin == 0 ? NONE : text.offsetByCodePoints(begin, -1);
    }
    boolean found = begin != NONE && run(pc + 1, begin, at) != NONE;
    return found == (kind == Program.BEHIND);
  }

  private boolean isAt(Node.Place place, int at) {
    int length = text.length();
    return switch (place) {
      case START -> at == 0;
      case END -> at == length;
      case LAST_LINE_END -> at == length || at == length - 1 && text.charAt(at) == '\n';
      case LINE_START -> at == 0 || at < length && text.charAt(at - 1) == '\n';
      case LINE_END -> at == length || text.charAt(at) == '\n';
      case WORD_EDGE -> isWordEdge(at);
      case NO_WORD_EDGE -> !isWordEdge(at);
    };
  }

  private boolean isWordEdge(int at) {
    boolean before = at > 0 && CharacterSets.isWordOrFraction(text.codePointBefore(at));
    boolean after = at < text.length() && CharacterSets.isWordOrFraction(text.codePointAt(at));
    return before != after;
  }

  /** The choices that are left, and those that were tried. */
  private final class Trail {
    private int[] entries = new int[16];
    private int size;
    private final BitSet tried = new BitSet();

    boolean isEmpty() {
      return size == 0;
    }

    boolean isNew(int pc, int at, int start) {
      long number = (long) (at - start) * program.size() + pc;
      if (number >= MOST_BITS) {
        throw new RegexException("is too much work for a text of this length");
      }
      boolean found = tried.get((int) number);
      tried.set((int) number);
      return !found;
    }

    void push(int pc, int at) {
      if (size >= 2 * MOST_CHOICES) {
        throw new RegexException("leaves too many choices open on this text");
      }
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, 2 * size);
      }
      entries[size++] = at;
      entries[size++] = pc;
    }

    int place() {
      return entries[size - 2];
    }

    int pop() {
      size -= 2;
      return entries[size + 1];
    }
  }
}
