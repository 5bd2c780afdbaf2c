/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** A labyrinth with one way between any two of its rooms, drawn as thick walls. */
public final class Maze implements Scene {
  private static final int ROOMS = 8;
  private static final int PITCH = Drawing.SIDE / ROOMS;
  private static final int WALL = 4;
  private static final int[][] STEPS = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};

  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    double hue = random.nextDouble();
    Color wall = Shade.hsb(hue, 0.75, Shade.between(random, 0.3, 0.55));
    Color floor = Shade.hsb(hue + 0.5, 0.1, 1);
    drawing.rectangle(wall, 0, 0, Drawing.SIDE, Drawing.SIDE);
    boolean[] seen = new boolean[ROOMS * ROOMS];
    Deque<Integer> path = new ArrayDeque<>();
    path.push(random.nextInt(seen.length));
    seen[path.peek()] = true;
    room(drawing, floor, path.peek(), path.peek());
    while (!path.isEmpty()) {
      int from = path.peek();
      int to = unseenNeighbour(random, seen, from);
      if (to < 0) {
        path.pop();
      } else {
        seen[to] = true;
        room(drawing, floor, from, to);
        path.push(to);
      }
    }
  }

  private static int unseenNeighbour(SplittableRandom random, boolean[] seen, int room) {
    int first = random.nextInt(STEPS.length);
    for (int i = 0; i < STEPS.length; i++) {
      int[] step = STEPS[(first + i) % STEPS.length];
      int x = room % ROOMS + step[0];
      int y = room / ROOMS + step[1];
      if (x >= 0 && x < ROOMS && y >= 0 && y < ROOMS && !seen[y * ROOMS + x]) {
        return y * ROOMS + x;
      }
    }
    return -1;
  }

  /** Floor of two rooms and of the door between them. */
  private static void room(Drawing drawing, Color floor, int a, int b) {
    int left = Math.min(a % ROOMS, b % ROOMS);
    int top = Math.min(a / ROOMS, b / ROOMS);
    int right = Math.max(a % ROOMS, b % ROOMS);
    int bottom = Math.max(a / ROOMS, b / ROOMS);
    drawing.rectangle(
        floor,
        left * PITCH + WALL / 2.0,
        top * PITCH + WALL / 2.0,
        (right - left) * PITCH + PITCH - WALL,
        (bottom - top) * PITCH + PITCH - WALL);
  }
}
