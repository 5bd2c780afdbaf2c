/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.testkit.Requests;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code relax} does to the drafts of sjd. */
class RelaxationTest {
  private static final SmoothModel MODEL = new SmoothModel(32, 2, 3, 0.5);
  private static final GenerationRequest REQUEST = Requests.of(Grid.of(12, 12), 4, 1);

  @Property
  void fallsFromDraftToDraftButNotBelowTheLaw(
      @ForAll @DoubleRange(min = 0, max = 1e6) double excess,
      @ForAll @DoubleRange(min = 0, max = 1) double decay,
      @ForAll @IntRange(min = 0, max = 5000) int kept) {
    Relaxation relaxation = new Relaxation(excess, decay);
    assertEquals(1 + excess, relaxation.at(0));
    assertTrue(relaxation.at(kept + 1) <= relaxation.at(kept));
    assertTrue(relaxation.at(kept + 1) >= 1);
    assertEquals(1, Relaxation.NONE.at(kept));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gumbel", "maximal"})
  void noneIsTheLosslessRuleWhateverTheDecay(String coupling) {
    GenerationResult lossless = run(Map.of("coupling", coupling));
    GenerationResult none = run(Map.of("coupling", coupling, "relax", "0", "relax-decay", "0.3"));
    for (int image = 0; image < REQUEST.images().size(); image++) {
      assertArrayEquals(lossless.images().get(image).tokens(), none.images().get(image).tokens());
      assertArrayEquals(
          lossless.images().get(image).passOfToken(), none.images().get(image).passOfToken());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gumbel", "maximal"})
  void moreDraftsAreKeptTheMoreItIs(String coupling) {
    double before = 0;
    for (String relax : new String[] {"0", "0.5", "2", "10"}) {
      double kept = acceptance(run(Map.of("coupling", coupling, "relax", relax)).metrics());
      assertTrue(kept > before, coupling + ", relax " + relax + ": " + kept + " after " + before);
      before = kept;
    }
  }

  @Test
  void moreDraftsAreKeptTheSlowerItDecays() {
    double before = 0;
    for (String decay : new String[] {"0", "0.5", "0.9", "1"}) {
      Map<String, String> options = Map.of("relax", "4", "relax-decay", decay);
      double kept = acceptance(run(options).metrics());
      assertTrue(kept > before, "decay " + decay + ": " + kept + " after " + before);
      before = kept;
    }
  }

  /** The share of drafts that were kept, of those that were judged by a row that could settle. */
  private static double acceptance(GenerationMetrics metrics) {
    double accepted = metrics.draftCounts().accepted();
    return accepted / (accepted + metrics.draftCounts().recovered());
  }

  private static GenerationResult run(Map<String, String> options) {
    return new Variant(new SpeculativeJacobi(), options).with("window", 16).run(MODEL, REQUEST);
  }
}
