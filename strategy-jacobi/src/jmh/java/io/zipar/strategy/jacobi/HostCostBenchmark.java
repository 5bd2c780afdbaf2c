/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.Logits;
import io.zipar.spi.Noise;
import io.zipar.spi.RowRequest;
import io.zipar.spi.support.ExponentialRace;
import io.zipar.strategy.ntp.NextTokenPrediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What generator and strategy take on the host beside a device that answers at once: 24x24 cells
 * with guidance, a vocabulary of 16384, every answer computed before. The counter {@code passes}
 * has the time of a pass, {@code fed} that of a token fed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class HostCostBenchmark {
  private static final int VOCABULARY = InstantModel.VOCABULARY;
  private static final Grid GRID = Grid.of(24, 24);
  private static final int LAWS = 64;
  private static final Noise NOISE = new Noise(1);

  /** What decodes; 1 is next-token prediction. */
  @Param({"1", "16", "64"})
  public int window;

  /** How drafts are corrected. */
  @Param({"left", "none"})
  public String correction;

  private Lawful model;
  private Generator generator;
  private GenerationRequest request;

  /** What has been done. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Done {
    /** Passes. */
    public long passes;

    /** Tokens fed by lanes with the condition. */
    public long fed;
  }

  /** Computes all answers. */
  @Setup
  public void setUp() {
    model = new Lawful();
    DecodingStrategy strategy = window == 1 ? new NextTokenPrediction() : new Jacobi();
    Map<String, String> options =
        window == 1
            ? Map.of()
            : Map.of("window", Integer.toString(window), "correction", correction);
    generator = new Generator(model, strategy, options);
    request = model.request().with(Guidance.scale(2));
  }

  /** One image. */
  @Benchmark
  public GenerationResult image(Done done) {
    long before = model.fed;
    GenerationResult result = generator.generate(request);
    done.passes += result.metrics().forwardPasses();
    done.fed += model.fed - before;
    return result;
  }

  /** A law, with the draw of every position. */
  private record Law(float[] probabilities, LikelyTokens likeliest, int[] draws)
      implements Distribution {
    static Law of(Random random) {
      float[] law = new float[VOCABULARY];
      double sum = 0;
      for (int token = 0; token < VOCABULARY; token++) {
        law[token] = (float) Math.exp(2.5 * random.nextGaussian());
        sum += law[token];
      }
      for (int token = 0; token < VOCABULARY; token++) {
        law[token] = (float) (law[token] / sum);
      }
      int[] draws = new int[GRID.cells()];
      for (int position = 0; position < draws.length; position++) {
        draws[position] = ExponentialRace.draw(law, NOISE.stream(position, 0));
      }
      return new Law(law, LikelyTokens.among(law, 1), draws);
    }

    @Override
    public int draw(int draw) {
      throw new UnsupportedOperationException("of no position");
    }

    @Override
    public double probability(int token) {
      return probabilities[token];
    }

    @Override
    public void copyProbabilities(float[] target) {
      System.arraycopy(probabilities, 0, target, 0, VOCABULARY);
    }

    @Override
    public int vocabulary() {
      return VOCABULARY;
    }
  }

  /** A law at a position. */
  private record Placed(Law law, int position) implements Distribution {
    @Override
    public int draw(int draw) {
      return law.draws()[position];
    }

    @Override
    public double probability(int token) {
      return law.probability(token);
    }

    @Override
    public void copyProbabilities(float[] target) {
      law.copyProbabilities(target);
    }

    @Override
    public LikelyTokens likeliest() {
      return law.likeliest();
    }

    @Override
    public int vocabulary() {
      return VOCABULARY;
    }
  }

  /** Of the law of a cell only the token before it decides. */
  private static final class Lawful extends InstantModel {
    private final Law[] laws = new Law[LAWS];
    private long fed;

    Lawful() {
      super("lawful", GRID);
      Random random = new Random(1);
      for (int i = 0; i < LAWS; i++) {
        laws[i] = Law.of(random);
      }
    }

    @Override
    Function<ForwardPass, Logits> answers() {
      int[] before = new int[GRID.cells() + 1];
      return pass -> {
        LanePass lane = pass.lanes().get(0);
        int[] positions = lane.positions();
        int[] tokens = lane.tokens();
        for (int i = 0; i < positions.length; i++) {
          before[positions[i] + 1] = tokens[i];
        }
        fed += positions.length;
        return answer(pass.rows(), before);
      };
    }

    private Logits answer(int rows, int[] before) {
      return new Logits() {
        @Override
        public int rows() {
          return rows;
        }

        @Override
        public Optional<List<Distribution>> distributions(List<RowRequest> requests) {
          return Optional.of(
              requests.stream()
                  .<Distribution>map(
                      each -> new Placed(laws[before[each.target()] % LAWS], each.target()))
                  .toList());
        }

        @Override
        public void copyRow(int row, float[] target) {
          throw new UnsupportedOperationException("no row is read");
        }
      };
    }
  }
}
