/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.threads.Team;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A 3x3 convolution of the VQ-16 decoder at each of its resolutions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {
  /** Channels (in and out) x side of the image. */
  @Param({"512x16", "256x64", "256x128", "128x256"})
  private String shape;

  private Team team;
  private Workspace workspace;
  private ImageStep step;
  private Planes input;

  /** Makes weights and an image. */
  @Setup
  public void fill() {
    int channels = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
    int side = Integer.parseInt(shape.substring(shape.indexOf('x') + 1));
    team = new Team(Runtime.getRuntime().availableProcessors());
    workspace = new Workspace(KernelChoice.best(), team);
    float[] weights = new float[channels * channels * 9];
    java.util.Arrays.fill(weights, 0.01f);
    step =
        ConvolutionStep.of(
            channels,
            channels,
            3,
            false,
            workspace.kernels().convolutionChannels(),
            weights,
            new float[channels]);
    input = Planes.of(channels, side, side, new float[channels * side * side]);
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    team.close();
  }

  /**
   * Convolves once.
   *
   * @return the result
   */
  @Benchmark
  public Object convolve() {
    return step.apply(input, workspace);
  }
}
