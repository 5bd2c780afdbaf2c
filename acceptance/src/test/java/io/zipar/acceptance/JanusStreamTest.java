/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.Head;
import io.zipar.models.network.Norm;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.Projection;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.spi.TokenNumbering;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What no backend shows of Janus: its stream is made to come out in place of logits, by an output
 * that is the unit matrix, and what is fed too, by blocks that add nothing.
 */
class JanusStreamTest {
  private static final String NAME = "janus/janus-tiny";
  private static final float TOLERANCE = 1e-4f;

  static Stream<Arguments> backends() {
    return Backends.all().map(backend -> Arguments.of(Named.of(backend.name(), backend)));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theStreamAtTheEndOfPrompts(ModelBackend backend) {
    Golden golden = Golden.of(NAME);
    try (Stripped janus = Stripped.open(true);
        TokenModel model = Backends.open(backend, janus)) {
      GoldenArray expected = golden.array("prefill_hidden");
      List<Conditioning> prompts = RasterCase.JANUS.conditionings(golden);
      for (int prompt = 0; prompt < prompts.size(); prompt++) {
        for (Lane.Role role : Lane.Role.values()) {
          Lane lane = new Lane(prompts.get(prompt), role);
          float[] wanted = expected.get(prompt).get(role.ordinal()).floats();
          assertArrayEquals(wanted, run(model, lane), TOLERANCE, role + " of prompt " + prompt);
        }
      }
    }
  }

  /** The final norm divides by the root mean square, which the test does to what is expected. */
  @ParameterizedTest
  @MethodSource("backends")
  void whatIsFedForEveryImageToken(ModelBackend backend) {
    Golden golden = Golden.of(NAME);
    try (Stripped janus = Stripped.open(false);
        TokenModel model = Backends.open(backend, janus)) {
      GoldenArray embeddings = golden.array("image_token_embeds");
      Lane lane = new Lane(RasterCase.JANUS.conditionings(golden).get(0), Lane.Role.CONDITIONAL);
      for (int token = 0; token < embeddings.count(); token++) {
        float[] wanted = embeddings.get(token).floats();
        double squares = 0;
        for (float value : wanted) {
          squares += (double) value * value;
        }
        double norm = Math.sqrt(squares / wanted.length + janus.sizes().normEpsilon());
        for (int i = 0; i < wanted.length; i++) {
          wanted[i] /= (float) norm;
        }
        assertArrayEquals(wanted, run(model, lane, token), TOLERANCE, "token " + token);
      }
    }
  }

  /** The prefill, with a token behind it or none, and the row of the last. */
  private static float[] run(TokenModel model, Lane lane, int... tokens) {
    SequenceLayout layout = model.layout(Grid.of(1, 2));
    try (ModelSession session = model.open(SessionRequest.of(layout, List.of(lane)))) {
      int[] positions = tokens.length == 0 ? new int[0] : new int[] {0};
      int[] target = {tokens.length};
      Logits logits =
          session.forward(
              new ForwardPass(List.of(LanePass.of(0, true, positions, tokens, target))));
      float[] row = new float[model.info().vocabulary()];
      logits.copyRow(0, row);
      return Arrays.copyOf(row, Stripped.WIDTH);
    }
  }

  /** The tiny Janus without its output, and perhaps without what its blocks do. */
  private record Stripped(TransformerSource janus, boolean blocks)
      implements TransformerSource, TransformerNetwork {
    static final int WIDTH = 64;

    static Stripped open(boolean blocks) {
      return new Stripped(
          ModelLoader.discover().openTransformer(Fixtures.path(NAME), Optional.empty(), Map.of()),
          blocks);
    }

    @Override
    public String describe() {
      return "stripped";
    }

    @Override
    public TransformerNetwork network() {
      return this;
    }

    @Override
    public TransformerWeights weights() {
      TransformerWeights weights = janus.weights();
      Head head = weights.heads().get(0);
      Tensor unit =
          new ComputedTensor(
              "unit", Shape.of(tokens().imageTokens(), WIDTH), i -> i % WIDTH == i / WIDTH ? 1 : 0);
      Norm norm =
          blocks ? head.norm() : Norm.rms(new ComputedTensor("ones", Shape.of(WIDTH), i -> 1));
      return new TransformerWeights(
          weights.tokenEmbedding(),
          weights.tokenProjection(),
          weights.prefixEmbedding(),
          weights.prefixProjection(),
          weights.entrance(),
          blocks ? weights.layers() : weights.layers().stream().map(Stripped::idle).toList(),
          List.of(Head.of(weights.layers().size() - 1, norm, Projection.of(unit))),
          weights.mixing());
    }

    private static TransformerWeights.Layer idle(TransformerWeights.Layer layer) {
      FeedForward.Gated gated = (FeedForward.Gated) layer.feedForward();
      return new TransformerWeights.Layer(
          layer.attentionNorm(),
          layer.queryKeyValue(),
          layer.queryNorm(),
          layer.keyNorm(),
          Projection.Linear.of(zeros(layer.attentionOutput().matrix())),
          layer.feedForwardNorm(),
          new FeedForward.Gated(gated.gate(), gated.up(), zeros(gated.down())));
    }

    private static Tensor zeros(Tensor tensor) {
      return new ComputedTensor(tensor.name(), tensor.shape(), i -> 0);
    }

    @Override
    public TransformerSizes sizes() {
      return janus.network().sizes();
    }

    @Override
    public TokenNumbering tokens() {
      return janus.network().tokens();
    }

    @Override
    public Grid defaultGrid() {
      return janus.network().defaultGrid();
    }

    @Override
    public SequenceLayout layout(Grid grid) {
      return janus.network().layout(grid);
    }

    @Override
    public void checkConditioning(Conditioning conditioning) {}

    @Override
    public PrefixInput prefix(Lane lane, SequenceLayout layout) {
      return janus.network().prefix(lane, layout);
    }

    @Override
    public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
      return janus.network().rotary(layout, prefixSlots);
    }

    @Override
    public long parameters() {
      return janus.parameters();
    }

    @Override
    public void close() {
      janus.close();
    }
  }
}
