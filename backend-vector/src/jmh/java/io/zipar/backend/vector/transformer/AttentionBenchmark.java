/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.Visibility;
import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.models.network.HeadMixing;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.PassReads;
import io.zipar.models.pass.RowMixer;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Attention of one layer of GPT-L, two lanes, over a cache that is half full. The layers take
 * turns, so that keys and values come from memory as in a pass.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AttentionBenchmark {
  private static final TransformerSizes SIZES =
      new TransformerSizes(24, 1024, 16, 16, 64, 2816, 16384, 1e-5);
  private static final TokenNumbering TOKENS = TokenNumbering.plain(SIZES.vocabulary());
  private static final int SLOTS = 577;
  private static final int STRIDE = 3072;

  /** Tokens of a lane. */
  @Param({"1", "2", "3", "4", "8"})
  private int tokens;

  /** Of keys and values. */
  @Param({"FLOAT32", "BFLOAT16"})
  private Dtype dtype;

  private final Kernels kernels = KernelChoice.best();
  private final float[] queries = new float[64 * STRIDE];
  private final float[] attended = new float[64 * SIZES.width()];
  private Team team;
  private Attention attention;
  private int layer;

  /** Fills half of the cache. */
  @Setup
  public void fill() {
    team = new Team(Runtime.getRuntime().availableProcessors());
    float[] angles = new float[SLOTS * 32];
    RotaryTable rotary =
        new RotaryTable(SLOTS, 32, RotaryTable.Pairing.ADJACENT, angles, angles);
    List<LaneInput> lanes = List.of(lane(rotary), lane(rotary));
    for (int i = 0; i < queries.length; i++) {
      queries[i] = i % 17 - 8;
    }
    PassPlan plan = new PassPlan(lanes, kernels, new PassReads(TOKENS, 1, RowMixer.of(new HeadMixing.Mean())));
    KeyValueCache cache = new KeyValueCache(kernels, SIZES, lanes, dtype);
    for (int head = 0; head < SIZES.heads(); head++) {
      for (int slot = 0; slot < SLOTS / 2; slot++) {
        for (int each = 0; each < SIZES.layers(); each++) {
          cache.write(each, 0, head, slot, queries, slot, slot + 100);
          cache.write(each, 1, head, slot, queries, slot + 7, slot + 90);
        }
      }
    }
    int[] positions = IntStream.range(SLOTS / 2 - tokens, SLOTS / 2).toArray();
    List<LanePass> passes = new ArrayList<>();
    for (int lane = 0; lane < 2; lane++) {
      passes.add(
          LanePass.of(lane, false, positions, new int[tokens], new int[0]));
    }
    plan.layOut(new ForwardPass(passes));
    attention = new Attention(kernels, SIZES, cache, plan, (segment, head) -> {}, team.threads());
  }

  private static LaneInput lane(RotaryTable rotary) {
    PrefixInput prefix = new PrefixInput.TableRows(new int[1]);
    return new LaneInput(
        LaneSequence.ofPositions(prefix, rotary, TOKENS, Visibility.WRITTEN),
        new float[SIZES.width()]);
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    team.close();
  }

  /**
   * Attends once.
   *
   * @return the result
   */
  @Benchmark
  public float[] attend() {
    layer = (layer + 1) % SIZES.layers();
    attention.run(team, layer, queries, STRIDE, attended);
    return attended;
  }
}
