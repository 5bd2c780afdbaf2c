/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.Prediction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Turns the pictures of a completion into given cells of the images of one model. */
final class GivenPictures {
  private final String model;
  private final Prediction prediction;
  private final Grid grid;

  /**
   * For the images of a model.
   *
   * @param model names it in errors
   * @param prediction which cells it can be given
   * @param grid of the images
   */
  GivenPictures(String model, Prediction prediction, Grid grid) {
    this.model = model;
    this.prediction = prediction;
    this.grid = grid;
  }

  /** Checks what needs no image tokenizer. */
  void check(GivenPart part) {
    if (part instanceof GivenPart.Rows given) {
      requireStill(Setting.GIVEN_ROWS);
      requireCount(Setting.GIVEN_ROWS, given.rows(), grid.rows(), "rows");
    } else if (part instanceof GivenPart.Frames given) {
      requireCount(Setting.GIVEN_FRAMES, given.frames(), grid.frames(), "frames");
    } else {
      requireStill(Setting.GIVEN_MASK);
    }
  }

  private void requireStill(Setting setting) {
    if (grid.frames() > 1) {
      throw new UnusableSettingException(
          setting, ": the grid " + grid + " is that of a video, of which frames are given");
    }
  }

  private static void requireCount(Setting setting, int count, int all, String what) {
    if (count < 1 || count >= all) {
      throw new UnusableSettingException(
          setting,
          " "
              + count
              + (all == 1
                  ? ": the grid has one of the " + what + " alone, and nothing would be left"
                  : " is not in 1 ... " + (all - 1) + ": the grid has " + all + " " + what));
    }
  }

  /** The given cells of each picture. */
  List<GivenCells> cells(Completion completion, ImageTokenizer tokenizer) {
    check(completion.part());
    return IntStream.range(0, completion.pictures().size())
        .mapToObj(i -> cells(i + 1, completion.pictures().get(i), completion.part(), tokenizer))
        .toList();
  }

  private GivenCells cells(
      int number, PixelImage picture, GivenPart part, ImageTokenizer tokenizer) {
    int side = tokenizer.downsampling();
    int frame = grid.rows() * grid.columns();
    int[] tokens = new int[grid.cells()];
    Arrays.fill(tokens, GeneratedImage.NONE);
    if (part instanceof GivenPart.Frames given) {
      List<PixelImage> frames = frames(number, picture, given.frames(), side);
      for (int i = 0; i < frames.size(); i++) {
        System.arraycopy(tokenizer.encode(frames.get(i)).tokens(), 0, tokens, i * frame, frame);
      }
      return GivenCells.of(tokens);
    }
    BitSet kept = new BitSet();
    if (part instanceof GivenPart.Rows given) {
      kept.set(0, given.rows() * grid.columns());
    } else {
      kept = kept(number, ((GivenPart.Mask) part).mask(), picture, side);
    }
    int[] all = tokenizer.encode(fit(picture, side)).tokens();
    kept.stream().forEach(cell -> tokens[cell] = all[cell]);
    return GivenCells.of(tokens);
  }

  private PixelImage fit(PixelImage picture, int side) {
    return CentreCrop.of(picture, grid.columns() * side, grid.rows() * side);
  }

  private List<PixelImage> frames(int number, PixelImage picture, int count, int side) {
    int width = grid.columns() * side;
    int height = grid.rows() * side;
    boolean strip = picture.height() == height && picture.width() % width == 0;
    if (strip && picture.width() / width >= count) {
      return IntStream.range(0, count).mapToObj(i -> cut(picture, i * width, width)).toList();
    }
    if (count == 1) {
      return List.of(fit(picture, side));
    }
    throw new UnusableSettingException(
        Setting.PICTURE,
        " "
            + number
            + " has "
            + picture
            + ": "
            + count
            + " frames are a strip side by side, "
            + width
            + " x "
            + height
            + " pixels each");
  }

  private static PixelImage cut(PixelImage picture, int left, int width) {
    float[] source = picture.planes();
    float[] planes = new float[3 * picture.height() * width];
    for (int row = 0; row < 3 * picture.height(); row++) {
      System.arraycopy(source, row * picture.width() + left, planes, row * width, width);
    }
    return new PixelImage(width, picture.height(), planes);
  }

  private BitSet kept(int number, PixelImage mask, PixelImage picture, int side) {
    boolean ofTokens = mask.width() == grid.columns() && mask.height() == grid.rows();
    if (!ofTokens && (mask.width() != picture.width() || mask.height() != picture.height())) {
      throw new UnusableSettingException(
          Setting.GIVEN_MASK,
          " has "
              + mask
              + ": it needs the size of the picture, "
              + picture.width()
              + " x "
              + picture.height()
              + (number > 1 ? " of picture " + number : "")
              + ", or one pixel for each token, "
              + grid.columns()
              + " x "
              + grid.rows());
    }
    IntPredicate white = white(ofTokens ? mask : fit(mask, side), ofTokens ? 1 : side);
    BitSet kept = new BitSet();
    IntStream.range(0, grid.cells()).filter(white).forEach(kept::set);
    requirePart(kept);
    return kept;
  }

  /** Whether no pixel of a cell's square is darker than the middle grey. */
  private IntPredicate white(PixelImage mask, int side) {
    return cell -> {
      int top = cell / grid.columns() * side;
      int left = cell % grid.columns() * side;
      for (int y = top; y < top + side; y++) {
        for (int x = left; x < left + side; x++) {
          if (mask.value(0, y, x) + mask.value(1, y, x) + mask.value(2, y, x) < 0) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private void requirePart(BitSet kept) {
    if (kept.isEmpty()) {
      throw new UnusableSettingException(
          Setting.GIVEN_MASK, " is white over no whole token, and so keeps nothing");
    }
    if (kept.cardinality() == grid.cells()) {
      throw new UnusableSettingException(
          Setting.GIVEN_MASK, " is white everywhere, and so leaves nothing to generate");
    }
    int open = kept.nextClearBit(0);
    if (prediction == Prediction.SUCCESSOR && open < kept.cardinality()) {
      throw new UnusableSettingException(
          Setting.GIVEN_MASK,
          ": "
              + model
              + " predicts the token that follows, so the first tokens in raster order alone can"
              + " be given: "
              + "row "
              + open / grid.columns()
              + ", column "
              + open % grid.columns()
              + " is open, and a later one is given");
    }
  }
}
