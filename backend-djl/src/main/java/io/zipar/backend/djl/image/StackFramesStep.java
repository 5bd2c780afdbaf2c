/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts before every channel of a frame the same channel of the frames before it, zeros before the
 * first.
 *
 * @param count number of frames, the frame itself included
 */
record StackFramesStep(int count) implements ImageStep {
  @Override
  public NDArray apply(NDArray image, Optional<NDArray> condition) {
    return stack(List.of(image), 0);
  }

  @Override
  public List<NDArray> applyFrames(List<NDArray> frames) {
    return IntStream.range(0, frames.size()).mapToObj(i -> stack(frames, i)).toList();
  }

  private NDArray stack(List<NDArray> frames, int last) {
    NDArray frame = frames.get(last);
    Shape shape = frame.getShape();
    NDList stacked = new NDList();
    for (int i = last - count + 1; i <= last; i++) {
      stacked.add(i < 0 ? frame.zerosLike() : frames.get(i));
    }
    return NDArrays.stack(stacked, 2).reshape(1, count * shape.get(1), shape.get(2), shape.get(3));
  }
}
