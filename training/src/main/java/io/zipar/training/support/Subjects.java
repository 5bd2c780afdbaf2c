/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.support;

import io.zipar.PixelImage;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.NumberedVideos;
import io.zipar.pictures.PictureSet;
import java.util.List;

/** What is learned from, by number. Stateless, safe for several threads. */
public enum Subjects {
  /** Pictures, of one frame each. */
  PICTURES(PictureSet.SIDE, 1) {
    @Override
    public int label(long number) {
      return NumberedPictures.label(number);
    }

    @Override
    List<PixelImage> frames(long number) {
      return List.of(NumberedPictures.picture(number));
    }
  },
  /** Short videos. */
  VIDEOS(NumberedVideos.SIDE, NumberedVideos.FRAMES) {
    @Override
    public int label(long number) {
      return NumberedVideos.label(number);
    }

    @Override
    List<PixelImage> frames(long number) {
      return NumberedVideos.video(number);
    }
  };

  private final int side;
  private final int frames;

  Subjects(int side, int frames) {
    this.side = side;
    this.frames = frames;
  }

  /**
   * The label of one.
   *
   * @param number its number
   * @return its class
   */
  public abstract int label(long number);

  abstract List<PixelImage> frames(long number);

  /**
   * Width and height of a frame.
   *
   * @return pixels
   */
  public int side() {
    return side;
  }

  /**
   * Frames of each.
   *
   * @return at least 1
   */
  public int frames() {
    return frames;
  }

  /**
   * Draws consecutive ones.
   *
   * @param first number of the first
   * @param count how many
   * @return count x frames x 3 x side x side values
   */
  public float[] planes(long first, int count) {
    int values = 3 * side * side;
    float[] batch = new float[count * frames * values];
    for (int i = 0; i < count; i++) {
      List<PixelImage> drawn = frames(first + i);
      for (int frame = 0; frame < frames; frame++) {
        System.arraycopy(
            drawn.get(frame).planes(), 0, batch, (i * frames + frame) * values, values);
      }
    }
    return batch;
  }
}
