/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.evaluation.spi.Need;
import io.zipar.pipeline.CentreCrop;
import io.zipar.spi.ImageTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The measures of as many procedural pictures as are generated: no decoding can be expected to come
 * nearer. They are measured as they are, and as the image tokenizer gives them back.
 */
@ApiStatus.Experimental(since = "0.1")
public final class RealPictures {
  private static final int TOGETHER = 32;

  private final Evaluator evaluator;
  private final ScenePictures pictures;

  /**
   * Prepares the measures.
   *
   * @param evaluator its model, features and reference
   * @param classes the classes that are generated
   */
  public RealPictures(Evaluator evaluator, List<Integer> classes) {
    this.evaluator = evaluator;
    this.pictures = ScenePictures.others(classes);
  }

  /**
   * Measures the pictures.
   *
   * @return a row for the pictures, and one for their tokens where the tokenizer can encode them
   */
  public List<MeasuredRow> measure() {
    int count = evaluator.plan().images().size();
    Meters plain = evaluator.begin(Set.of(Need.PROBABILITIES));
    Meters tokenised = evaluator.begin(Set.of(Need.LIKELIHOOD, Need.PROBABILITIES));
    boolean encodes = true;
    for (int from = 0; from < count; from += TOGETHER) {
      int to = Math.min(count, from + TOGETHER);
      List<PixelImage> group = pictures.pictures(from, to);
      plain.addPictures(group, pictures.labels(from, to), List.of());
      encodes = encodes && addDecoded(group, from, tokenised);
    }
    List<MeasuredRow> rows = new ArrayList<>();
    rows.add(row("held-out pictures", plain));
    if (encodes) {
      rows.add(row("held-out pictures, tokenised", tokenised));
    }
    return rows;
  }

  private MeasuredRow row(String name, Meters meters) {
    return new MeasuredRow(name, "", "", meters.count(), meters.estimates());
  }

  /** False where the tokenizer has no encoder, or the grid is no square. */
  private boolean addDecoded(List<PixelImage> group, int from, Meters meters) {
    ImageTokenizer tokenizer = evaluator.pipeline().imageTokenizer().orElseThrow();
    Grid grid = evaluator.plan().grid();
    if (grid.rows() != grid.columns() || grid.frames() != 1) {
      return false;
    }
    List<PixelImage> decoded = new ArrayList<>();
    List<GeneratedImage> images = new ArrayList<>();
    for (PixelImage picture : group) {
      evaluator.watch().throwIfCancelled();
      int[] tokens;
      try {
        int side = grid.columns() * tokenizer.downsampling();
        tokens = tokenizer.encode(CentreCrop.of(picture, side)).tokens();
      } catch (InvalidInputException | UnsupportedOperationException e) {
        return false;
      }
      ImageRequest request =
          ImageRequest.of(new ClassLabel(pictures.label(from + decoded.size())), 0);
      images.add(new GeneratedImage(request, grid, tokens, new int[grid.cells()]));
      decoded.add(tokenizer.decode(grid, tokens));
    }
    List<Integer> labels = pictures.labels(from, from + decoded.size());
    meters.addPictures(decoded, labels, evaluator.likelihoods(images, meters));
    return true;
  }
}
