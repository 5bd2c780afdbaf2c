/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.Steps;

/** Changes a text before it is split. Stateless, safe for several threads. */
@FunctionalInterface
interface Normalizer {
  /** Changes a text of whole characters into one of whole characters. */
  String normalize(String text, Steps steps);

  /** Leaves every text as it is. */
  Normalizer NONE = (text, steps) -> text;

  default Normalizer then(Normalizer next) {
    return (text, steps) -> next.normalize(normalize(text, steps), steps);
  }
}
