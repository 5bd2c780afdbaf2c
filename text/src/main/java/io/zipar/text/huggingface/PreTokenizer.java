/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.Steps;
import java.util.ArrayList;
import java.util.List;

/** Splits a text into what no token reaches beyond. Stateless, safe for several threads. */
@FunctionalInterface
interface PreTokenizer {
  /** Splits a segment that is no token; adds the parts, none of them empty, to a list. */
  void split(Segment segment, Steps steps, List<Segment> target);

  /** Leaves a text whole. */
  PreTokenizer NONE = (segment, steps, target) -> target.add(segment);

  /** Splits what stands between tokens. */
  default List<Segment> splitAll(List<Segment> segments, Steps steps) {
    List<Segment> parts = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.isToken()) {
        parts.add(segment);
      } else if (!segment.text().isEmpty()) {
        split(segment, steps, parts);
      }
    }
    return parts;
  }

  default PreTokenizer then(PreTokenizer next) {
    return (segment, steps, target) -> {
      List<Segment> parts = new ArrayList<>();
      split(segment, steps, parts);
      target.addAll(next.splitAll(parts, steps));
    };
  }
}
