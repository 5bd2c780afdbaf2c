/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.Setting;
import io.zipar.pipeline.UnusableSettingException;

/** Which option sets what. */
final class OptionNames {
  private OptionNames() {}

  /** The message with the name of the option in place of the setting's. */
  static String say(UnusableSettingException failure) {
    return option(failure.setting()) + failure.problem();
  }

  private static String option(Setting setting) {
    return switch (setting) {
      case MODEL -> "--model";
      case IMAGE_TOKENIZER -> "--vq";
      case BACKEND -> "--backend";
      case CLASS -> "--class";
      case PROMPT -> "--prompt";
      case TEXT_ENCODER -> "--text-encoder";
      case COUNT -> "--count";
      case BATCH -> "--batch";
      case SIZE -> "--size";
      case PICTURE -> "--image";
      case GIVEN_ROWS -> "--given-rows";
      case GIVEN_FRAMES -> "--given-frames";
      case GIVEN_MASK -> "--given-mask";
    };
  }
}
