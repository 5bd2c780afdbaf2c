/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Sampling;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that a pass costs besides the network, for 32 rows of a vocabulary of 16384: guidance is off,
 * filters, exponentials, draws, acceptance, residuals and stored laws are in. The worst case: the
 * model changes its mind every pass, so every draft is refused and the passes are as many as cells.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoundBenchmark {
  private static final Grid GRID = Grid.of(16, 16);
  private static final int PASSES = 256;

  /** Strategy with coupling. */
  @Param({"none", "gumbel", "maximal", "jacobi"})
  public String rule;

  /** Top-k. */
  @Param({"0", "2000"})
  public int topK;

  private Generator generator;
  private GenerationRequest request;

  /** Makes the model. */
  @Setup
  public void setUp() {
    DecodingStrategy strategy = rule.equals("jacobi") ? new Jacobi() : new SpeculativeJacobi();
    Map<String, String> options =
        rule.equals("jacobi") ? Map.of("window", "32") : Map.of("window", "32", "coupling", rule);
    Fickle model = new Fickle();
    generator = new Generator(model, strategy, options);
    request = model.request().with(Sampling.PLAIN.withTopK(topK));
  }

  /** One image; a pass is the operation. */
  @Benchmark
  @OperationsPerInvocation(PASSES)
  public GenerationResult pass() {
    GenerationResult result = generator.generate(request);
    if (result.metrics().forwardPasses() < PASSES - 8) {
      throw new IllegalStateException("drafts were accepted: " + result.metrics());
    }
    return result;
  }

  /** Prefers even tokens in even passes, odd ones in odd passes. */
  private static final class Fickle extends InstantModel {
    private static final int ROWS = 64;

    private final float[][][] logits = new float[2][ROWS][VOCABULARY];

    Fickle() {
      super("fickle", GRID);
      Random random = new Random(1);
      for (int parity = 0; parity < 2; parity++) {
        for (float[] row : logits[parity]) {
          for (int token = 0; token < VOCABULARY; token++) {
            row[token] = (float) random.nextGaussian() + (token % 2 == parity ? 12 : 0);
          }
        }
      }
    }

    @Override
    Function<ForwardPass, Logits> answers() {
      int[] passes = {0};
      return pass -> answer(logits[passes[0]++ % 2], pass.lanes().get(0).targets());
    }

    private static Logits answer(float[][] table, int[] targets) {
      return new Logits() {
        @Override
        public int rows() {
          return targets.length;
        }

        @Override
        public void copyRow(int row, float[] target) {
          float[] source = table[targets[row] % ROWS];
          System.arraycopy(source, 0, target, 0, source.length);
        }
      };
    }
  }
}
