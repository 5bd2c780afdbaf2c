/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

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
    return stack(List.of(input), 0);
  }

  @Override
  public List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    return IntStream.range(0, frames.size()).mapToObj(i -> stack(frames, i)).toList();
  }

  private Planes stack(List<Planes> frames, int last) {
    Planes frame = frames.get(last);
    Planes stacked = Planes.zeros(count * frame.channels(), frame.height(), frame.width());
    for (int i = Math.max(0, count - 1 - last); i < count; i++) {
      Planes source = frames.get(last - (count - 1) + i);
      for (int channel = 0; channel < frame.channels(); channel++) {
        System.arraycopy(
            source.data(),
            source.planeBase(channel),
            stacked.data(),
            stacked.planeBase(channel * count + i),
            source.planeStride());
      }
    }
    return stacked;
  }
}
