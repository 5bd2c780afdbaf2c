/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import io.zipar.pipeline.Progress;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows each run as a bar on a terminal, and wipes the bar when the run ends. */
public final class ProgressBars implements Progress {
  private static final int UPDATE_MILLIS = 200;

  private final Console console;

  /**
   * Creates bars.
   *
   * @param console the terminal
   */
  public ProgressBars(Console console) {
    this.console = console;
  }

  @Override
  public Task begin(String name, long tokens) {
    int width = console.columns() - 1;
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(tokens)
            .setUnit(" tokens", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            // A consumer of our own: the library's would load native code to ask for the width.
            .setConsumer(new DelegatingProgressBarConsumer(this::show, width))
            .build();
    return new Task() {
      @Override
      public void advance() {
        bar.step();
      }

      @Override
      public void say(String text) {
        bar.setExtraMessage(text);
      }

      @Override
      public void close() {
        bar.close();
        show(" ".repeat(width));
        show("");
      }
    };
  }

  private void show(String text) {
    console.progress(text);
  }
}
