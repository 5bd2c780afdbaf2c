/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.pictures.scene.Balloon;
import io.zipar.pictures.scene.Drawing;
import io.zipar.pictures.scene.Flower;
import io.zipar.pictures.scene.Forest;
import io.zipar.pictures.scene.Glass;
import io.zipar.pictures.scene.House;
import io.zipar.pictures.scene.Maze;
import io.zipar.pictures.scene.Mountains;
import io.zipar.pictures.scene.Planet;
import io.zipar.pictures.scene.Scene;
import io.zipar.pictures.scene.Skyline;
import io.zipar.pictures.scene.Sunset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An unlimited set of pictures in ten classes. The same label and seed give the same picture.
 * Stateless, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class PictureSet {
  /** Width and height of every picture in pixels. */
  public static final int SIDE = Drawing.SIDE;

  private static final List<Map.Entry<String, Scene>> SCENES =
      List.of(
          Map.entry("sunset", new Sunset()),
          Map.entry("mountains", new Mountains()),
          Map.entry("skyline", new Skyline()),
          Map.entry("flower", new Flower()),
          Map.entry("glass", new Glass()),
          Map.entry("maze", new Maze()),
          Map.entry("planet", new Planet()),
          Map.entry("forest", new Forest()),
          Map.entry("house", new House()),
          Map.entry("balloon", new Balloon()));

  private PictureSet() {}

  /**
   * The classes.
   *
   * @return their names; a class's label is its index
   */
  public static List<String> classNames() {
    return SCENES.stream().map(Map.Entry::getKey).toList();
  }

  /**
   * Draws a picture.
   *
   * @param label 0 to the number of classes - 1
   * @param seed any number
   * @return {@link #SIDE} x {@link #SIDE} pixels
   * @throws InvalidInputException if there is no such class
   */
  public static PixelImage draw(int label, long seed) {
    if (label < 0 || label >= SCENES.size()) {
      throw new InvalidInputException("class " + label + " is not in 0 ... " + (SCENES.size() - 1));
    }
    Drawing drawing = new Drawing();
    try {
      SplittableRandom random = new SplittableRandom(seed * SCENES.size() + label);
      SCENES.get(label).getValue().draw(drawing, random);
      return drawing.picture();
    } finally {
      drawing.dispose();
    }
  }
}
