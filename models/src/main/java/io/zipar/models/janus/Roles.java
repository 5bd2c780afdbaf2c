/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.OptionSpec;
import io.zipar.models.spi.Architecture;
import java.util.List;
import java.util.Optional;

/** How a prompt names who speaks. The checkpoints do not tell; their authors' scripts do. */
enum Roles {
  /** As Janus-Pro was trained. */
  TAGGED("<|User|>", "<|Assistant|>"),
  /** As Janus-1.3B was. */
  PLAIN("User", "Assistant");

  static final String OPTION = "roles";

  private static final String AUTO = "auto";
  private static final String TAGGED_LABEL = "tagged";
  private static final String PLAIN_LABEL = "plain";

  private final String user;
  private final String assistant;

  Roles(String user, String assistant) {
    this.user = user;
    this.assistant = assistant;
  }

  String user() {
    return user;
  }

  String assistant() {
    return assistant;
  }

  static OptionSpec spec() {
    return OptionSpec.choice(
        OPTION,
        List.of(AUTO, TAGGED_LABEL, PLAIN_LABEL),
        AUTO,
        "how a prompt names who speaks: <|User|> as Janus-Pro was trained, or the plain word User as"
            + " Janus-1.3B was, whose files look alike; auto is plain with the architecture "
            + PublishedJanus.FIRST
            + ", else tagged");
  }

  static Roles of(String label, Optional<Architecture> architecture) {
    boolean first = architecture.filter(a -> a.name().equals(PublishedJanus.FIRST)).isPresent();
    return label.equals(PLAIN_LABEL) || label.equals(AUTO) && first ? PLAIN : TAGGED;
  }
}
