/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.ApiStatus;
import io.zipar.pipeline.output.OutputFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A trace as a file: JSON Lines in UTF-8, as {@code docs/replay.md} describes them. The first line
 * is of the run, then comes a line of each image followed by those of its passes.
 */
@ApiStatus.Experimental(since = "0.1")
public final class TraceFile {
  private TraceFile() {}

  /**
   * The content of the file of a trace.
   *
   * @param trace what to write
   * @return the lines
   */
  public static OutputFile content(RunTrace trace) {
    return target -> {
      Writer text = new OutputStreamWriter(target, StandardCharsets.UTF_8);
      line(text, TraceWriter.run(trace));
      for (int i = 0; i < trace.images().size(); i++) {
        ImageTrace image = trace.images().get(i);
        line(text, TraceWriter.image(i, image));
        for (TracedPass pass : image.passes()) {
          line(text, TraceWriter.pass(i, pass));
        }
      }
      text.flush();
    };
  }

  private static void line(Writer text, String line) throws IOException {
    text.write(line);
    text.write('\n');
  }

  /**
   * Reads a trace, of this program or of another.
   *
   * @param file the file
   * @return the trace; every cell lies in its grid, and every image's passes are in order
   * @throws io.zipar.InvalidInputException if it cannot be read; says which line is wrong, and why
   */
  public static RunTrace read(Path file) {
    return new TraceReader(file).read();
  }
}
