/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import java.util.Optional;

/**
 * Self-attention over all pixels with one head, added to its input.
 *
 * @param norm applied first
 * @param query projection
 * @param key projection
 * @param value projection
 * @param output projection
 */
record AttentionStep(
    ImageStep norm, ImageStep query, ImageStep key, ImageStep value, ImageStep output)
    implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    try (Planes normed = norm.apply(input, workspace);
        Planes attended = workspace.like(input);
        Planes rows = workspace.like(input)) {
      attend(normed, rows, workspace);
      turn(rows, input.pixels(), input.channels(), attended, workspace);
      Planes result = output.apply(attended, workspace);
      result.add(input, workspace);
      return result;
    }
  }

  /** Leaves a row of channels for each pixel. */
  private void attend(Planes normed, Planes rows, Workspace workspace) {
    int channels = normed.channels();
    float scale = (float) (1 / Math.sqrt(channels));
    try (Planes queries = projected(query, normed, workspace);
        Planes keys = projected(key, normed, workspace);
        Planes values = projected(value, normed, workspace);
        DevicePlan plan = new DevicePlan(workspace.device())) {
      plan.begin(normed.pixels(), 0);
      for (int pixel = 0; pixel < normed.pixels(); pixel++) {
        plan.set(DevicePlan.Row.SLOTS, pixel, normed.pixels());
      }
      plan.send();
      new Attention(1, 1, channels, scale, Optional.empty())
          .launch(
              workspace.device(),
              plan,
              new Attention.Rows(queries.data(), channels),
              keys.data(),
              values.data(),
              new Attention.Rows(rows.data(), channels));
    }
  }

  /** Pixels x channels of a projection. */
  private static Planes projected(ImageStep projection, Planes normed, Workspace workspace) {
    try (Planes planes = projection.apply(normed, workspace)) {
      Planes rows = workspace.like(planes);
      turn(planes, planes.channels(), planes.pixels(), rows, workspace);
      return rows;
    }
  }

  private static void turn(
      Planes source, int rows, int columns, Planes target, Workspace workspace) {
    target.launch(
        workspace
            .kernel("turn_planes")
            .with(source.data())
            .with(rows)
            .with(columns)
            .with(source.count())
            .with(target.data()));
  }
}
