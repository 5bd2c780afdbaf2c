/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.ImageRequest;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of next-token prediction over all images of a small grid, exactly, with the
 * guidance and the filters of a request. Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ImageLaw {
  private static final int MOST_IMAGES = 1 << 16;

  private final int vocabulary;
  private final double[] probabilities;

  private ImageLaw(int vocabulary, double[] probabilities) {
    this.vocabulary = vocabulary;
    this.probabilities = probabilities;
  }

  /**
   * Enumerates every image: each is fed to the model as a whole, and its probability is the product
   * of those of its tokens.
   *
   * @param model the model
   * @param vocabulary number of tokens that can stand in a cell: those from 0 on
   * @param request grid, conditioning of the first image, guidance, sampling and visibility
   * @return the law
   * @throws IllegalArgumentException if there are more than 65536 images
   */
  public static ImageLaw of(TokenModel model, int vocabulary, GenerationRequest request) {
    int cells = request.grid().cells();
    if (cells * Math.log(vocabulary) > Math.log(MOST_IMAGES) + 1e-9) {
      throw new IllegalArgumentException(
          vocabulary + " tokens on " + request.grid() + " make more than 65536 images");
    }
    double[] probabilities = new double[(int) Math.round(Math.pow(vocabulary, cells))];
    ImageRequest image = request.images().get(0);
    GenerationRequest single = request.with(List.of(image));
    for (int index = 0; index < probabilities.length; index++) {
      Forced forced = new Forced(tokens(index, vocabulary, cells));
      new Generator(model, forced).generate(single);
      probabilities[index] = forced.probability;
    }
    return new ImageLaw(vocabulary, probabilities);
  }

  /**
   * The probabilities of all images.
   *
   * @return one value per image, a copy
   */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /**
   * Numbers an image.
   *
   * @param image a complete image of the grid
   * @return its index in {@link #probabilities}
   */
  public int indexOf(GeneratedImage image) {
    int index = 0;
    for (int token : image.tokens()) {
      index = index * vocabulary + token;
    }
    return index;
  }

  private static int[] tokens(int index, int vocabulary, int cells) {
    int[] tokens = new int[cells];
    int rest = index;
    for (int cell = cells - 1; cell >= 0; cell--) {
      tokens[cell] = rest % vocabulary;
      rest /= vocabulary;
    }
    return tokens;
  }

  /** Feeds a given image in one pass and multiplies the probabilities of its tokens. */
  private static final class Forced implements DecodingStrategy {
    private final int[] tokens;
    private double probability = 1;

    Forced(int[] tokens) {
      this.tokens = tokens;
    }

    @Override
    public String name() {
      return "forced";
    }

    @Override
    public String summary() {
      return "commits a given image";
    }

    @Override
    public DecodingProcess begin(DecodingContext context) {
      SequenceLayout layout = context.layout();
      return new DecodingProcess() {
        private boolean done;

        @Override
        public Optional<DecodingStep> next() {
          return done ? Optional.empty() : Optional.of(step(layout));
        }

        @Override
        public void accept(StepOutcome outcome) {
          for (int cell = 0; cell < tokens.length; cell++) {
            int position = layout.position(layout.grid().cell(cell));
            probability *= outcome.at(position).probability(tokens[cell]);
            outcome.commit(position, tokens[cell]);
          }
          done = true;
        }
      };
    }

    private DecodingStep step(SequenceLayout layout) {
      DecodingStep.Builder step = DecodingStep.builder();
      for (int position = 0; position < layout.positions(); position++) {
        if (layout.isStructural(position)) {
          step.feed(position, layout.structuralToken(position), Origin.KNOWN);
        } else {
          step.feed(position, tokens[layout.cellIndex(position)], Origin.DRAFT);
          step.query(position);
        }
      }
      return step.build();
    }
  }
}
