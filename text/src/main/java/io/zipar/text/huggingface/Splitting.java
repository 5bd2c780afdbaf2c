/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What becomes of the matches that a text is split at. */
enum Splitting {
  /** They are left out. */
  REMOVED("Removed"),
  /** Each is a segment. */
  ISOLATED("Isolated"),
  /** Each belongs to what stands before. */
  MERGED_WITH_PREVIOUS("MergedWithPrevious"),
  /** Each belongs to what stands behind. */
  MERGED_WITH_NEXT("MergedWithNext"),
  /** Neighbours are one segment. */
  CONTIGUOUS("Contiguous");

  private final String title;

  Splitting(String title) {
    this.title = title;
  }

  static Splitting of(Part part, Splitting otherwise) {
    String wanted = part.optionalText("behavior").orElse(otherwise.title);
    for (Splitting splitting : values()) {
      if (splitting.title.equals(wanted)) {
        return splitting;
      }
    }
    throw PlaceProblem.at(
        part.place() + ".behavior",
        PlaceProblem.quote(wanted)
            + " is not known; expected Removed, Isolated, MergedWithPrevious, MergedWithNext or"
            + " Contiguous");
  }

  /** Splits a segment at what is found; empty parts are left out. */
  void split(Segment segment, Matcher matcher, Steps steps, List<Segment> target) {
    split(segment, matcher, false, steps, target);
  }

  /** Splits a segment; where it is inverted what is found is text, and the rest are matches. */
  void split(
      Segment segment, Matcher matcher, boolean inverted, Steps steps, List<Segment> target) {
    String text = segment.text();
    for (Span span : arranged(spans(text, matcher, inverted, steps))) {
      if (span.begin < span.end) {
        target.add(
            new Segment(
                text.substring(span.begin, span.end),
                Segment.NONE,
                segment.first() && span.begin == 0));
      }
    }
  }

  private List<Span> arranged(List<Span> spans) {
    return switch (this) {
      case REMOVED -> spans.stream().filter(span -> !span.match).toList();
      case ISOLATED -> spans;
      case MERGED_WITH_PREVIOUS -> merged(spans);
      case MERGED_WITH_NEXT -> {
        Collections.reverse(spans);
        List<Span> turned = merged(spans);
        Collections.reverse(turned);
        yield turned;
      }
      case CONTIGUOUS -> contiguous(spans);
    };
  }

  private static List<Span> merged(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    boolean afterMatch = false;
    for (Span span : spans) {
      int last = merged.size() - 1;
      if (span.match && !afterMatch && last >= 0) {
        merged.set(last, merged.get(last).with(span));
      } else {
        merged.add(span);
      }
      afterMatch = span.match;
    }
    return merged;
  }

  private static List<Span> contiguous(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).match == span.match) {
        merged.set(last, merged.get(last).with(span));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static List<Span> spans(String text, Matcher matcher, boolean inverted, Steps steps) {
    List<Span> spans = new ArrayList<>();
    int[] last = {0};
    matcher.findAll(
        text,
        steps,
        (begin, end) -> {
          if (last[0] < begin) {
            spans.add(new Span(last[0], begin, inverted));
          }
          spans.add(new Span(begin, end, !inverted));
          last[0] = end;
        });
    if (last[0] < text.length()) {
      spans.add(new Span(last[0], text.length(), inverted));
    }
    return spans;
  }

  private record Span(int begin, int end, boolean match) {
    Span with(Span neighbour) {
      return new Span(Math.min(begin, neighbour.begin), Math.max(end, neighbour.end), match);
    }
  }
}
