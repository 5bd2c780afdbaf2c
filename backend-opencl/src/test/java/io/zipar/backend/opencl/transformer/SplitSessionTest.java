/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Visibility;
import io.zipar.backend.opencl.device.ObservedDriver;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork.NormPlacement;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.ModelSession;
import io.zipar.testkit.checkpoint.Passes;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device that splits attention computes what one computes that does not, to the last bit. */
@NeedsOpenCl
class SplitSessionTest {
  private static final int ONE_UNIT = 1;
  private static final int MANY_UNITS = 132;

  /** Prefixes of more than a chunk of slots, and one of a few. */
  private static final int[] LANES = {200, 301, 2};

  /** What a device yielded, and how many buffers that took. */
  private record Outcome(List<float[]> logits, long buffers) {}

  static Stream<Variant> variants() {
    return Stream.of(
        Variant.PLAIN,
        new Variant(
            NormPlacement.BEFORE,
            1,
            0,
            SyntheticTransformer.Prefix.TABLE,
            SyntheticTransformer.Ends.PLAIN),
        new Variant(
            NormPlacement.AFTER,
            2,
            0,
            SyntheticTransformer.Prefix.MUTUAL_TOKENS,
            SyntheticTransformer.Ends.PLAIN));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void computeUnitsHaveNoInfluenceOnLogits(Variant variant) {
    Outcome whole = run(variant, ONE_UNIT);
    Outcome split = run(variant, MANY_UNITS);
    assertEquals(whole.logits().size(), split.logits().size());
    for (int i = 0; i < whole.logits().size(); i++) {
      assertArrayEquals(whole.logits().get(i), split.logits().get(i), "row " + i);
    }
    assertTrue(split.buffers() > whole.buffers(), "nothing was split");
  }

  private static Outcome run(Variant variant, int computeUnits) {
    TransformerSizes sizes = new TransformerSizes(2, 20, 4, 2, 8, 28, 23, 1e-5);
    ObservedDriver driver = new ObservedDriver();
    OpenDevice device = driver.open(TestedOpenCl.device(computeUnits), Duration.ofMinutes(10));
    List<float[]> logits = new ArrayList<>();
    SyntheticTransformer source =
        new SyntheticTransformer(sizes, RotaryTable.Pairing.HALVES, variant, 7);
    try (OpenClTokenModel model = OpenClTokenModel.load(source, device, Dtype.FLOAT32);
        ModelSession session = Passes.open(model, Visibility.WRITTEN, LANES)) {
      add(
          logits,
          Passes.run(session, model, Passes.prefill(0), Passes.prefill(1), Passes.prefill(2)));
      for (int position = 0; position < 8; position += 4) {
        int[] at = {position, position + 1, position + 2, position + 3};
        int[] one = {position};
        add(
            logits,
            Passes.run(
                session,
                model,
                Passes.feed(0, at, at),
                Passes.feed(1, one, one),
                Passes.feed(2, at, at)));
        add(logits, Passes.run(session, model, Passes.feed(1, at, at)));
      }
    }
    assertEquals(driver.created(), driver.released());
    return new Outcome(logits, driver.created());
  }

  private static void add(List<float[]> logits, float[][] rows) {
    logits.addAll(List.of(rows));
  }
}
