/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CancellationToken;
import io.zipar.Cell;
import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A probe of attention: what it may ask, who refuses it, and how a listener hears of it. */
class AttentionProbeTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.of(
          Grid.of(1, 3),
          List.of(ImageRequest.of(new ClassLabel(0), 1), ImageRequest.of(new ClassLabel(1), 2)));

  private final ScriptedStrategy strategy = new ScriptedStrategy(Sequential::new);
  private final List<String> heard = new ArrayList<>();

  /** A model of four layers that tells of a single query and slot. */
  private static final class Attentive extends FakeModel {
    @Override
    public ModelInfo info() {
      return super.info().withAttention(4, 2);
    }

    @Override
    public ModelSession open(SessionRequest request) {
      ModelSession session = super.open(request);
      return new ModelSession() {
        @Override
        public Logits forward(ForwardPass pass) {
          for (int layer : request.attentionProbe().map(AttentionProbe::layers).orElse(List.of())) {
            for (LanePass lane : pass.lanes()) {
              List<Place> place = List.of(new Place(Kind.PREFIX, 0));
              request
                  .attentionReceiver()
                  .accept(AttentionMap.of(lane.lane(), layer, place, place, 1, new float[] {1}));
            }
          }
          return session.forward(pass);
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }
  }

  private final class Looking implements GenerationListener {
    private final AttentionProbe probe;

    Looking(int... layers) {
      this.probe = AttentionProbe.averaged(Arrays.stream(layers).boxed().toList());
    }

    @Override
    public Optional<AttentionProbe> attentionProbe() {
      return Optional.of(probe);
    }

    @Override
    public void attended(int image, Lane.Role role, int pass, AttentionMap map) {
      heard.add("pass " + pass + ", layer " + map.layer() + ", image " + image + ", " + role);
    }

    @Override
    public void tokenCommitted(int image, Cell cell, int token, int pass) {
      heard.add("token of image " + image);
    }
  }

  private GenerationResult run(FakeModel model, GenerationRequest request, Looking listener) {
    return new Generator(model, strategy).generate(request, listener, new CancellationToken());
  }

  @Test
  void eachLaneOfAPassIsToldBeforeItsTokens() {
    GenerationRequest guided = REQUEST.with(Guidance.scale(2));
    run(new Attentive(), guided, new Looking(3));
    assertEquals(
        List.of(
            "pass 0, layer 3, image 0, CONDITIONAL",
            "pass 0, layer 3, image 0, UNCONDITIONAL",
            "pass 0, layer 3, image 1, CONDITIONAL",
            "pass 0, layer 3, image 1, UNCONDITIONAL"),
        heard.subList(0, 4).stream().sorted().toList());
    assertEquals(List.of("token of image 0", "token of image 1"), heard.subList(4, 6));
    assertEquals(3 * 6, heard.size());
  }

  @Test
  void lookingChangesNoToken() {
    GenerationResult plain = new Generator(new Attentive(), strategy).generate(REQUEST);
    GenerationResult looked = run(new Attentive(), REQUEST, new Looking(0, 1, 2, 3));
    for (int image = 0; image < 2; image++) {
      assertArrayEquals(plain.images().get(image).tokens(), looked.images().get(image).tokens());
    }
  }

  @Test
  void aModelThatCannotIsNotOpened() {
    FakeModel model = new FakeModel();
    refused(
        "model 'fake' on jvm cannot show its attention", () -> run(model, REQUEST, new Looking(0)));
    assertTrue(model.passes.isEmpty());
  }

  @Test
  void aLayerThatIsNotThereIsRefused() {
    FakeModel model = new Attentive();
    refused(
        "model 'fake' has attention layers 0 to 3, and no layer 4",
        () -> run(model, REQUEST, new Looking(1, 4)));
    assertTrue(model.passes.isEmpty());
  }

  @Test
  void probesAreChecked() {
    refused("an attention probe needs at least one layer", () -> new Looking());
    refused("attention layer -1 does not exist: the first is 0", () -> new Looking(-1));
    refused("attention layer 2 is named twice", () -> new Looking(2, 1, 2));
  }

  @Test
  void aRequestKeepsItsProbe() {
    AttentionProbe probe = AttentionProbe.perHead(List.of(1));
    Lane lane = new Lane(new ClassLabel(0), Lane.Role.CONDITIONAL);
    SessionRequest plain = SessionRequest.of(new FakeModel().layout(Grid.of(1, 3)), List.of(lane));
    SessionRequest probed = plain.with(probe, map -> {}).with(Visibility.ALL);
    assertEquals(Optional.empty(), plain.attentionProbe());
    assertSame(probe, probed.attentionProbe().orElseThrow());
    assertEquals(Visibility.ALL, probed.visibility());
  }

  @Test
  void aMapHasAWeightForEachHeadQueryAndSlot() {
    List<Place> queries = List.of(new Place(Kind.TOKEN, 1));
    List<Place> slots = List.of(new Place(Kind.PREFIX, 0), new Place(Kind.TOKEN, 1));
    float[] weights = {0.25f, 0.75f, 1, 0};
    AttentionMap map = AttentionMap.of(0, 0, queries, slots, 2, weights);
    assertEquals(0.75f, map.weight(0, 0, 1));
    assertEquals(1f, map.weight(1, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> map.weight(2, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> map.weight(0, 0, 2));
    assertThrows(
        IllegalArgumentException.class, () -> AttentionMap.of(0, 0, queries, slots, 1, weights));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(InvalidInputException.class, call).getMessage());
  }
}
