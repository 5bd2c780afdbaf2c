/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Numbers by names, and which of them no text is encoded to.
 *
 * @param numbers of all tokens of the model
 * @param hidden special tokens, and the one for the unknown
 */
record Vocabulary(Map<String, Integer> numbers, Set<String> hidden) {
  static final int NONE = -1;

  /** Does not copy: a vocabulary is large. */
  Vocabulary {
    numbers = Collections.unmodifiableMap(numbers);
    hidden = Set.copyOf(hidden);
  }

  /** The number of a token that text can become, or NONE. */
  int find(String name) {
    Integer number = numbers.get(name);
    return number == null || hidden.contains(name) ? NONE : number;
  }

  /** The longest name in characters of Java. */
  int longest() {
    return numbers.keySet().stream().mapToInt(String::length).max().orElse(0);
  }
}
