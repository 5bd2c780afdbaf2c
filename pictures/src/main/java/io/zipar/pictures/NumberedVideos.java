/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import io.zipar.pictures.scene.BouncingBall;
import io.zipar.pictures.scene.Drawing;
import io.zipar.pictures.scene.DriftingClouds;
import io.zipar.pictures.scene.FallingStar;
import io.zipar.pictures.scene.MovingScene;
import io.zipar.pictures.scene.RisingBalloon;
import io.zipar.pictures.scene.SailingBoat;
import io.zipar.pictures.scene.SinkingSun;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An unlimited set of short videos in six classes: in each one thing moves at an even pace. The
 * same number gives the same video; those from {@link NumberedPictures#HELD_OUT} on are for
 * measuring. Stateless, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class NumberedVideos {
  /** Frames of every video. */
  public static final int FRAMES = 6;

  /** Width and height of every frame in pixels. */
  public static final int SIDE = 48;

  private static final List<Map.Entry<String, MovingScene>> SCENES =
      List.of(
          Map.entry("clouds", new DriftingClouds()),
          Map.entry("sunset", new SinkingSun()),
          Map.entry("balloon", new RisingBalloon()),
          Map.entry("boat", new SailingBoat()),
          Map.entry("star", new FallingStar()),
          Map.entry("ball", new BouncingBall()));

  private NumberedVideos() {}

  /**
   * The classes.
   *
   * @return what moves; a class's label is its index
   */
  public static List<String> classNames() {
    return SCENES.stream().map(Map.Entry::getKey).toList();
  }

  /**
   * The label of a video: all classes equally often.
   *
   * @param number of the video
   * @return its class
   */
  public static int label(long number) {
    return (int) Math.floorMod(number, (long) SCENES.size());
  }

  /**
   * Draws a video.
   *
   * @param number any number
   * @return {@link #FRAMES} pictures of {@link #SIDE} x {@link #SIDE} pixels, in order of time
   */
  public static List<PixelImage> video(long number) {
    MovingScene scene = SCENES.get(label(number)).getValue();
    return IntStream.range(0, FRAMES).mapToObj(frame -> draw(scene, number, frame)).toList();
  }

  private static PixelImage draw(MovingScene scene, long number, int frame) {
    Drawing drawing = new Drawing(SIDE);
    try {
      scene.draw(drawing, new SplittableRandom(number), frame);
      return drawing.picture();
    } finally {
      drawing.dispose();
    }
  }
}
