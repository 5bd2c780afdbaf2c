/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.StepOutcome;
import io.zipar.spi.TokenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Temperature, top-k and top-p of the authors' sampler, as a strategy sees the distributions. */
class SamplingTest {
  private static final float TOLERANCE = 1e-6f;

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    String settings = Files.readString(Fixtures.path("llamagen/sampling").resolve("settings.json"));
    return new Gson()
        .fromJson(settings, JsonObject.class).getAsJsonArray("cases").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .map(
                each -> DynamicTest.dynamicTest(each.get("name").getAsString(), () -> check(each)));
  }

  private static void check(JsonObject settings) {
    Sampling sampling =
        Sampling.PLAIN
            .withTemperature(settings.get("temperature").getAsDouble())
            .withTopK(settings.get("top_k").getAsInt())
            .withTopP(settings.get("top_p").getAsDouble());
    JsonObject arrays = settings.getAsJsonObject("arrays");
    Golden golden = Golden.of("llamagen/sampling");
    GoldenArray logits = golden.array(settings.get("logits").getAsString());
    int[] kept = golden.array(arrays.get("kept").getAsString()).ints();
    for (int row = 0; row < logits.count(); row++) {
      float[] actual = probabilities(logits.get(row).floats(), sampling);
      int positive = 0;
      for (float probability : actual) {
        positive += probability > 0 ? 1 : 0;
      }
      if (arrays.has("probs")) {
        float[] expected = golden.array(arrays.get("probs").getAsString()).get(row).floats();
        assertArrayEquals(expected, actual, TOLERANCE);
        assertEquals(nonZero(expected), positive);
      } else {
        float[] sorted = actual.clone();
        Arrays.sort(sorted);
        float[] expected = golden.array(arrays.get("sorted_probs").getAsString()).get(row).floats();
        Arrays.sort(expected);
        assertArrayEquals(expected, sorted, TOLERANCE);
        assertEquals(kept[row], positive);
      }
      if (arrays.has("greedy_index")) {
        int best = golden.array(arrays.get("greedy_index").getAsString()).ints()[row];
        assertEquals(1f, probabilities(logits.get(row).floats(), Sampling.GREEDY)[best]);
      }
    }
  }

  private static int nonZero(float[] values) {
    int count = 0;
    for (float value : values) {
      count += value > 0 ? 1 : 0;
    }
    return count;
  }

  private static float[] probabilities(float[] logits, Sampling sampling) {
    float[] seen = new float[logits.length];
    GenerationRequest request =
        GenerationRequest.of(Grid.of(1, 1), List.of(ImageRequest.of(new ClassLabel(0), 0)));
    new Generator(new OneRowModel(logits), new ProbabilityProbe(seen))
        .generate(request.with(sampling));
    return seen;
  }

  /** Decodes one cell and keeps its probabilities. */
  private record ProbabilityProbe(float[] seen) implements DecodingStrategy, DecodingProcess {
    @Override
    public String name() {
      return "probe";
    }

    @Override
    public String summary() {
      return "keeps the probabilities";
    }

    @Override
    public DecodingProcess begin(DecodingContext context) {
      Arrays.fill(seen, Float.NaN);
      return this;
    }

    @Override
    public Optional<DecodingStep> next() {
      return Float.isNaN(seen[0]) ? Optional.of(DecodingStep.asking(0)) : Optional.empty();
    }

    @Override
    public void accept(StepOutcome outcome) {
      Distribution distribution = outcome.at(0);
      distribution.copyProbabilities(seen);
      outcome.commit(0, distribution.draw());
    }
  }

  /** Answers every target with the same logits. */
  private record OneRowModel(float[] logits) implements TokenModel {
    @Override
    public ModelInfo info() {
      return ModelInfo.of("one row", logits.length, Grid.of(1, 1));
    }

    @Override
    public SequenceLayout layout(Grid grid) {
      return SequenceLayout.raster(grid);
    }

    @Override
    public void checkConditioning(Conditioning conditioning) {
      // Anything will do.
    }

    @Override
    public ModelSession open(SessionRequest request) {
      return new ModelSession() {
        @Override
        public Logits forward(ForwardPass pass) {
          return Logits.of(Collections.nCopies(pass.rows(), logits));
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
