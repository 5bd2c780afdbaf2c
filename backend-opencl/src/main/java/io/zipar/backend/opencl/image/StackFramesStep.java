/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts before every channel of a frame the same channel of the frames before it, zeros before the
 * first.
 *
 * @param count number of frames, the frame itself included
 */
record StackFramesStep(int count) implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    return stack(List.of(input), 0, workspace);
  }

  @Override
  public List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    return IntStream.range(0, frames.size()).mapToObj(i -> stack(frames, i, workspace)).toList();
  }

  private Planes stack(List<Planes> frames, int last, Workspace workspace) {
    Planes frame = frames.get(last);
    Planes stacked = workspace.planes(count * frame.channels(), frame.height(), frame.width());
    long plane = (long) frame.pixels() * Float.BYTES;
    try (Planes nothing = workspace.zeros(1, frame.height(), frame.width())) {
      for (int i = 0; i < count; i++) {
        int from = last - count + 1 + i;
        for (int channel = 0; channel < frame.channels(); channel++) {
          Planes source = from < 0 ? nothing : frames.get(from);
          long at = from < 0 ? 0 : channel * plane;
          stacked.data().copy(source.data(), at, (channel * count + i) * plane, plane);
        }
      }
    }
    return stacked;
  }
}
