/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.Objects;

/** A setting cannot be used. The message names it in words; {@link #problem} leaves that out. */
@ApiStatus.Experimental(since = "0.1")
public final class UnusableSettingException extends InvalidInputException {
  private static final long serialVersionUID = 1L;

  private final Setting setting;
  private final String problem;

  /**
   * Creates the exception.
   *
   * @param setting what was set
   * @param problem what follows its name: its value, what is wrong and what would be right
   */
  public UnusableSettingException(Setting setting, String problem) {
    super(setting + problem);
    this.setting = Objects.requireNonNull(setting, "setting");
    this.problem = problem;
  }

  /**
   * Creates the exception.
   *
   * @param setting what was set
   * @param problem what follows its name: its value, what is wrong and what would be right
   * @param cause what made this necessary
   */
  public UnusableSettingException(Setting setting, String problem, Throwable cause) {
    super(setting + problem, cause);
    this.setting = Objects.requireNonNull(setting, "setting");
    this.problem = problem;
  }

  /**
   * What was set.
   *
   * @return the setting
   */
  public Setting setting() {
    return setting;
  }

  /**
   * What is wrong.
   *
   * @return the message without the name of the setting, often with a space or a colon in front
   */
  public String problem() {
    return problem;
  }
}
