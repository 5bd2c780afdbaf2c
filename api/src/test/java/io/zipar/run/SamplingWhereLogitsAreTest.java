/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.PluginException;
import io.zipar.Sampling;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.Logits;
import io.zipar.spi.RowRequest;
import io.zipar.spi.StepOutcome;
import io.zipar.spi.support.ExponentialRace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows are read when they are used, and not at all where the session samples. */
class SamplingWhereLogitsAreTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.of(
              Grid.of(3, 4),
              List.of(ImageRequest.of(new ClassLabel(1), 3), ImageRequest.of(new ClassLabel(2), 4)))
          .with(Sampling.PLAIN.withTemperature(3));

  /** A model whose logits count the rows that are read, and may offer to sample. */
  private static final class Offering extends FakeModel {
    private final List<Integer> read = new ArrayList<>();
    private final Function<Logits, Function<RowRequest, Distribution>> sampler;
    private int missing;

    Offering(Function<Logits, Function<RowRequest, Distribution>> sampler) {
      this.sampler = sampler;
    }

    @Override
    Logits answer(List<float[]> rows) {
      Logits plain = super.answer(rows);
      return new Logits() {
        @Override
        public int rows() {
          return plain.rows();
        }

        @Override
        public void copyRow(int row, float[] target) {
          read.add(row);
          plain.copyRow(row, target);
        }

        @Override
        public Optional<List<Distribution>> distributions(List<RowRequest> requests) {
          return Optional.ofNullable(sampler)
              .map(make -> requests.stream().skip(missing).map(make.apply(plain)).toList());
        }
      };
    }
  }

  /** What the session of this test does: guidance, temperature, and the draw by the same noise. */
  private static final class Sampled implements Distribution {
    private final float[] weights;
    private final RowRequest request;

    Sampled(Logits logits, RowRequest request) {
      this.request = request;
      float[] row = new float[FakeModel.VOCABULARY];
      float[] without = new float[FakeModel.VOCABULARY];
      logits.copyRow(request.row(), row);
      if (request.isGuided()) {
        logits.copyRow(request.unconditionalRow(), without);
      }
      weights = new float[row.length];
      for (int token = 0; token < row.length; token++) {
        double guided =
            request.isGuided()
                ? without[token] + request.scale() * (row[token] - without[token])
                : row[token];
        weights[token] = (float) Math.exp(guided / request.sampling().temperature());
      }
    }

    @Override
    public int draw(int draw) {
      return ExponentialRace.draw(weights, request.noise().stream(request.target(), draw));
    }

    @Override
    public double probability(int token) {
      return weights[token] / IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    }

    @Override
    public void copyProbabilities(float[] target) {
      for (int token = 0; token < weights.length; token++) {
        target[token] = (float) probability(token);
      }
    }

    @Override
    public int vocabulary() {
      return weights.length;
    }
  }

  @Test
  void aSessionThatSamplesYieldsTheSameTokensAndMovesNoRow() {
    for (Guidance guidance : List.of(Guidance.OFF, Guidance.scale(2), Guidance.share(1, 3))) {
      Offering plain = new Offering(null);
      Offering offering = new Offering(logits -> request -> new Sampled(logits, request));
      GenerationRequest request = REQUEST.with(guidance);
      List<GeneratedImage> expected = run(plain, request).images();
      List<GeneratedImage> actual = run(offering, request).images();
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i).tokens(), actual.get(i).tokens());
      }
      assertTrue(offering.read.isEmpty());
      assertTrue(plain.read.size() >= 24, "every row is used once");
    }
  }

  @Test
  void aRowThatNobodyUsesIsNotRead() {
    Offering model = new Offering(null);
    ScriptedStrategy wasteful =
        new ScriptedStrategy(
            context ->
                new Sequential(context) {
                  @Override
                  public Optional<DecodingStep> next() {
                    if (position == 0 || position + 1 >= context.layout().positions()) {
                      return super.next();
                    }
                    return Optional.of(
                        DecodingStep.builder()
                            .feed(position - 1, last, Origin.KNOWN)
                            .feed(position, 0, Origin.DRAFT)
                            .query(position + 1)
                            .query(position)
                            .build());
                  }
                });
    new Generator(model, wasteful).generate(REQUEST);
    assertEquals(24, model.read.size());
  }

  @Test
  void whatASessionOffersWronglyNamesTheModel() {
    Offering tooFew = new Offering(logits -> request -> new Sampled(logits, request));
    tooFew.missing = 1;
    assertEquals(
        "model 'fake': distributions() yielded 1 distributions for 2 requests", failure(tooFew));
    Offering failing =
        new Offering(
            logits -> {
              throw new IllegalStateException("no kernel");
            });
    assertEquals(
        "model 'fake': distributions() failed with java.lang.IllegalStateException: no kernel",
        failure(failing));
    Offering outside = new Offering(logits -> request -> new Fixed(7));
    assertEquals(
        "model 'fake': draw() yielded the token 7, which is not in 0 ... 6", failure(outside));
    Offering throwing = new Offering(logits -> request -> new Fixed(-5));
    assertEquals(
        "model 'fake': draw() failed with java.lang.IllegalStateException: lost",
        failure(throwing));
  }

  @Test
  void likelyTokensOutsideTheVocabularyNameTheModel() {
    Offering outside = new Offering(logits -> request -> new Fixed(7));
    ScriptedStrategy asking =
        new ScriptedStrategy(
            context ->
                new Sequential(context) {
                  @Override
                  public void accept(StepOutcome outcome) {
                    outcome.at(position).likeliest();
                  }
                });
    PluginException failed =
        assertThrows(PluginException.class, () -> new Generator(outside, asking).generate(REQUEST));
    assertEquals(
        "model 'fake': likeliest() yielded the token 7, which is not in 0 ... 6",
        failed.getMessage());
  }

  private static String failure(FakeModel model) {
    return assertThrows(PluginException.class, () -> run(model, REQUEST)).getMessage();
  }

  /** The strategy cannot hide that the model failed. */
  @Test
  void aModelsFailureThatTheStrategySwallowsStillEndsTheRun() {
    Offering throwing = new Offering(logits -> request -> new Fixed(-5));
    ScriptedStrategy swallowing =
        new ScriptedStrategy(
            context ->
                new Sequential(context) {
                  @Override
                  public void accept(StepOutcome outcome) {
                    try {
                      super.accept(outcome);
                    } catch (PluginException e) {
                      outcome.commit(position++, 0);
                    }
                  }
                });
    PluginException failed =
        assertThrows(
            PluginException.class, () -> new Generator(throwing, swallowing).generate(REQUEST));
    assertTrue(failed.getMessage().startsWith("model 'fake': draw() failed"), failed.getMessage());
  }

  private static GenerationResult run(FakeModel model, GenerationRequest request) {
    return new Generator(model, new ScriptedStrategy(Sequential::new)).generate(request);
  }

  /** Always draws the same token; fails where it is below zero. */
  private record Fixed(int token) implements Distribution {
    @Override
    public int draw(int draw) {
      if (token < 0) {
        throw new IllegalStateException("lost");
      }
      return token;
    }

    @Override
    public double probability(int candidate) {
      return candidate == token ? 1 : 0;
    }

    @Override
    public void copyProbabilities(float[] target) {
      target[0] = 1;
    }

    @Override
    public LikelyTokens likeliest() {
      return LikelyTokens.of(new int[] {token}, new float[] {1});
    }

    @Override
    public int vocabulary() {
      return FakeModel.VOCABULARY;
    }
  }
}
