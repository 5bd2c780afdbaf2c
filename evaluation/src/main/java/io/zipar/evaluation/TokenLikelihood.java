/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.InvalidInputException;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely an image's tokens are to the model itself, were they decoded one by one with all
 * tokens before them in sight, without guidance and at temperature 1. One forward pass an image.
 * Only a model that predicts successors has such a likelihood. Safe for several threads if the
 * model is.
 */
@ApiStatus.Experimental(since = "0.1")
public final class TokenLikelihood {
  private final TokenModel model;

  /**
   * Measures by a model.
   *
   * @param model an open model; the caller closes it
   * @throws InvalidInputException if the model does not predict successors
   */
  public TokenLikelihood(TokenModel model) {
    ModelInfo info = model.info();
    if (!isDefinedFor(info)) {
      throw new InvalidInputException(
          "the likelihood of tokens is defined for models that predict "
              + Prediction.SUCCESSOR.words()
              + ", but model '"
              + info.name()
              + "' predicts "
              + info.prediction().words());
    }
    this.model = model;
  }

  /**
   * Tells whether the tokens of a model have a likelihood.
   *
   * @param info the description of the model
   * @return whether it predicts successors
   */
  public static boolean isDefinedFor(ModelInfo info) {
    return info.prediction() == Prediction.SUCCESSOR;
  }

  /**
   * The mean negative logarithm of the probability of an image's tokens.
   *
   * @param image a complete image
   * @return nats per token
   */
  public double negativeLogLikelihood(GeneratedImage image) {
    SequenceLayout layout = model.layout(image.grid());
    int[] positions = IntStream.range(0, layout.positions() - 1).toArray();
    int[] tokens = IntStream.of(positions).map(each -> token(layout, image, each)).toArray();
    int[] targets = IntStream.range(0, layout.positions()).filter(layout::isCell).toArray();
    Lane lane = new Lane(image.request().conditioning(), Lane.Role.CONDITIONAL);
    SessionRequest request = SessionRequest.of(layout, List.of(lane));
    try (ModelSession session = model.open(request)) {
      LanePass pass = LanePass.of(0, true, positions, tokens, targets);
      Logits logits = session.forward(new ForwardPass(List.of(pass)));
      float[] row = new float[model.info().vocabulary()];
      double sum = 0;
      for (int i = 0; i < targets.length; i++) {
        logits.copyRow(i, row);
        sum -= logProbability(row, image.tokens()[layout.cellIndex(targets[i])]);
      }
      return sum / targets.length;
    }
  }

  private static int token(SequenceLayout layout, GeneratedImage image, int position) {
    return layout.isStructural(position)
        ? layout.structuralToken(position)
        : image.tokens()[layout.cellIndex(position)];
  }

  private static double logProbability(float[] logits, int token) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    return logits[token] - most - Math.log(sum);
  }
}
