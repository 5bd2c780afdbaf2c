/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Generator;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Plugins;
import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.RecordingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Greedy tokens, passes and fed tokens of the authors' NTP and ZipAR, from both file formats. */
class LlamaGenTokensTest {
  private static final Path FOLDER = Golden.folder("c2i-tiny");
  private static final Grid GRID = Grid.of(8, 8);
  private static final int PREFIX_SLOTS = 1;

  @Test
  void thereIsABackend() {
    assertFalse(Backends.all().toList().isEmpty(), "no backend that runs checkpoints was found");
  }

  @TestFactory
  Stream<DynamicNode> everyBackend() {
    return Backends.all()
        .map(
            backend ->
                DynamicContainer.dynamicContainer(
                    backend.name(),
                    Stream.of("model.safetensors", "model.pt")
                        .map(
                            file -> DynamicContainer.dynamicContainer(file, runs(backend, file)))));
  }

  private Stream<DynamicNode> runs(ModelBackend backend, String file) {
    List<DynamicNode> tests = new ArrayList<>();
    for (int guidance : new int[] {1, 4}) {
      tests.add(
          DynamicTest.dynamicTest(
              "ntp, guidance " + guidance, () -> checkNtp(backend, file, guidance)));
      for (int window : new int[] {2, 3, 5}) {
        for (Visibility visibility : Visibility.values()) {
          tests.add(
              DynamicTest.dynamicTest(
                  "zipar " + window + ", guidance " + guidance + ", visibility " + visibility,
                  () -> checkZipAr(backend, file, guidance, window, visibility)));
        }
      }
    }
    return tests.stream();
  }

  private void checkNtp(ModelBackend backend, String file, int guidance) {
    try (Golden golden = Golden.of("c2i-tiny");
        TokenModel model = Backends.openModel(backend, FOLDER.resolve(file))) {
      Golden.Array expected = golden.array("ntp_greedy_tokens_cfg" + guidance);
      for (List<Integer> batch : batches(golden)) {
        GenerationResult result = run(model, golden, batch, guidance, "ntp", Map.of(), null);
        assertEquals(GRID.cells(), result.metrics().forwardPasses());
        assertTokens(expected, batch, result);
      }
    }
  }

  private void checkZipAr(
      ModelBackend backend, String file, int guidance, int window, Visibility visibility) {
    String variant = visibility == Visibility.ALL ? "authors" : "masked";
    String name = "zipar_" + variant + "_w" + window + "_cfg" + guidance;
    Map<String, String> options = Map.of("window", Integer.toString(window));
    try (Golden golden = Golden.of("c2i-tiny");
        TokenModel opened = Backends.openModel(backend, FOLDER.resolve(file))) {
      int[] steps = golden.array("zipar_w" + window + "_step_of_token").ints();
      int passes = golden.array("zipar_w" + window + "_forward_passes").ints()[0];
      for (List<Integer> batch : batches(golden)) {
        RecordingModel model = new RecordingModel(opened);
        GenerationResult result = run(model, golden, batch, guidance, "zipar", options, visibility);
        assertEquals(passes, result.metrics().forwardPasses());
        result.images().forEach(image -> assertArrayEquals(steps, image.passOfToken()));
        assertTokens(golden.array(name + "_tokens"), batch, result);
        if (golden.has(name + "_fed_tokens")) {
          checkFed(golden, name, "zipar_w" + window, batch, model.passes());
        }
      }
    }
  }

  private static void checkFed(
      Golden golden, String name, String schedule, List<Integer> batch, List<ForwardPass> passes) {
    Golden.Array positions = golden.array(schedule + "_fed_positions");
    for (int pass = 0; pass < passes.size(); pass++) {
      for (LanePass lane : passes.get(pass).lanes()) {
        int sample = batch.get(lane.lane() % batch.size());
        int[] expectedPositions = used(positions.get(pass).ints());
        int[] expectedTokens =
            used(golden.array(name + "_fed_tokens").get(sample).get(pass).ints());
        int[] actualPositions =
            Arrays.stream(lane.positions()).map(position -> position + PREFIX_SLOTS).toArray();
        assertArrayEquals(expectedPositions, actualPositions, "positions fed in pass " + pass);
        assertArrayEquals(expectedTokens, lane.tokens(), "tokens fed in pass " + pass);
      }
    }
  }

  private static int[] used(int[] padded) {
    return Arrays.stream(padded).filter(value -> value >= 0).toArray();
  }

  /** Each sample alone, and all together. */
  private static List<List<Integer>> batches(Golden golden) {
    List<Integer> all = IntStream.range(0, golden.array("class_ids").count()).boxed().toList();
    List<List<Integer>> batches = new ArrayList<>(all.stream().map(List::of).toList());
    batches.add(all);
    return batches;
  }

  private static GenerationResult run(
      TokenModel model,
      Golden golden,
      List<Integer> batch,
      int guidance,
      String strategy,
      Map<String, String> options,
      Visibility visibility) {
    int[] classes = golden.array("class_ids").ints();
    List<ImageRequest> images =
        batch.stream().map(i -> new ImageRequest(new ClassLabel(classes[i]), i)).toList();
    GenerationRequest request =
        new GenerationRequest(
            GRID,
            images,
            Guidance.scale(guidance),
            Sampling.GREEDY,
            visibility == null ? Visibility.WRITTEN : visibility);
    return new Generator(model, Plugins.strategies().named(strategy), options).generate(request);
  }

  private static void assertTokens(
      Golden.Array expected, List<Integer> batch, GenerationResult result) {
    for (int i = 0; i < batch.size(); i++) {
      assertArrayEquals(
          expected.get(batch.get(i)).ints(),
          result.images().get(i).tokens(),
          "sample " + batch.get(i) + " in a batch of " + batch.size());
    }
  }
}
