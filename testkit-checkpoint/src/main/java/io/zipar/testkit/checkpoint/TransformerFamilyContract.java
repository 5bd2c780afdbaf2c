/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Conditioning;
import io.zipar.InvalidInputException;
import io.zipar.models.ModelFamilies;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a family of transformers keeps: network and weights belong together, so that a backend can
 * run them without looking twice. Extend it and supply family, checkpoint and conditioning.
 */
public abstract non-sealed class TransformerFamilyContract
    extends ModelFamilyContract<TransformerFamily> {
  /** For subclasses. */
  protected TransformerFamilyContract() {}

  /**
   * What an image of the checkpoint can show.
   *
   * @return a conditioning that its network takes, with guidance too
   */
  protected abstract Conditioning conditioning();

  @Override
  final Transformer read(Checkpoint whole) {
    return family().read(whole, TransformerChoices.of(family(), Map.of()));
  }

  @Override
  final String describe(Object network) {
    TransformerNetwork read = ((Transformer) network).network();
    return read.describe() + " " + read.sizes() + " " + read.defaultGrid();
  }

  @Override
  final List<TransformerFamily> found() {
    return discovered().transformers();
  }

  @Test
  final void theWeightsHaveTheSizesOfTheNetwork() {
    Transformer read = read(checkpoint());
    TransformerSizes sizes = read.network().sizes();
    TransformerWeights weights = read.weights();
    assertEquals(sizes.vocabulary(), weights.tokenEmbedding().shape().dimension(0));
    if (weights.tokenProjection().isEmpty()) {
      shape(weights.tokenEmbedding(), sizes.vocabulary(), sizes.width());
    }
    weights
        .prefixEmbedding()
        .ifPresent(table -> assertEquals(sizes.width(), table.shape().dimension(1)));
    assertEquals(sizes.layers(), weights.layers().size());
    for (TransformerWeights.Layer layer : weights.layers()) {
      shape(layer.attentionNorm().weight(), sizes.width());
      long all = sizes.queryWidth() + 2L * sizes.keyValueWidth();
      shape(layer.queryKeyValue().matrix(), all, sizes.width());
      shape(layer.attentionOutput().matrix(), sizes.width(), sizes.queryWidth());
      shape(layer.feedForwardNorm().weight(), sizes.width());
    }
    int heads = read.network().predictionHeads() + read.network().draftHeads().size();
    assertEquals(heads, weights.heads().size());
  }

  private static void shape(Tensor tensor, long... dimensions) {
    assertEquals(Shape.of(dimensions), tensor.shape(), tensor.name());
  }

  @Test
  final void bothLanesHaveAPrefixThatTheWeightsHold() {
    Transformer read = read(checkpoint());
    TransformerNetwork network = read.network();
    network.checkConditioning(conditioning());
    SequenceLayout layout = network.layout(network.defaultGrid());
    for (Lane.Role role : Lane.Role.values()) {
      PrefixInput prefix = network.prefix(new Lane(conditioning(), role), layout);
      assertTrue(prefix.slots() >= 1, role.toString());
      assertTrue(prefix.mutualSlots() <= prefix.slots(), role.toString());
      prefix.accept(new HeldBy(read.weights()));
      RotaryTable rotary = network.rotary(layout, prefix.slots());
      assertEquals(prefix.slots() + layout.positions(), rotary.slots(), role.toString());
      assertEquals(network.sizes().headWidth() / 2, rotary.pairs(), role.toString());
    }
  }

  /** Checks that the weights have what a prefix is made of. */
  private record HeldBy(TransformerWeights weights) implements PrefixInput.Visitor<Boolean> {
    @Override
    public Boolean tableRows(PrefixInput.TableRows prefix) {
      return inside(prefix.rows(), weights.prefixEmbedding().orElseThrow());
    }

    @Override
    public Boolean tokens(PrefixInput.Tokens prefix) {
      return inside(prefix.ids(), weights.tokenEmbedding());
    }

    @Override
    public Boolean features(PrefixInput.Features prefix) {
      assertTrue(weights.prefixProjection().isPresent(), "nothing projects the features");
      assertEquals(0, prefix.values().length % prefix.slots());
      return true;
    }

    private static boolean inside(int[] rows, Tensor table) {
      for (int row : rows) {
        assertTrue(
            row >= 0 && row < table.shape().dimension(0), "row " + row + " of " + table.name());
      }
      return true;
    }
  }

  @Test
  final void theTokensOfAnImageAreInTheVocabulary() {
    TransformerNetwork network = read(checkpoint()).network();
    for (int token = 0; token < network.tokens().size(); token++) {
      int id = network.tokens().id(token);
      assertTrue(id >= 0 && id < network.sizes().vocabulary(), "token " + token + " is " + id);
    }
  }

  @Test
  final void aConditioningOfAnUnknownKindIsRefused() {
    TransformerNetwork network = read(checkpoint()).network();
    Conditioning strange = () -> "something nobody knows";
    assertThrows(InvalidInputException.class, () -> network.checkConditioning(strange));
  }

  @Test
  final void anOptionThatItDoesNotDeclareIsRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> TransformerChoices.of(family(), Map.of("no-such-option", "1")));
  }

  @Test
  final void everyPublishedSizeCanBeMadeUp() {
    ModelLoader loader =
        new ModelLoader(new ModelFamilies(List.of(family()), List.of(), List.of(), List.of()));
    for (Architecture architecture : family().catalog().architectures()) {
      assertEquals(family().name(), architecture.family(), architecture.name());
      try (TransformerSource source = loader.randomTransformer(architecture.name(), 1)) {
        assertEquals(architecture.sizes(), source.network().sizes(), architecture.name());
        assertEquals(
            architecture.defaultGrid(), source.network().defaultGrid(), architecture.name());
      }
    }
  }
}
