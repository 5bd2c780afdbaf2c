/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.t5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.PositionBuckets;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.TextEncoderParts;
import io.zipar.models.tensor.Shape;
import io.zipar.models.testing.ShapeStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the family makes of a checkpoint, and what it refuses. */
class T5FamilyTest {
  private static final String QUERY = "encoder.block.0.layer.0.SelfAttention.q.weight";
  private static final String BIAS =
      "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";

  private final ShapeStore tensors = ShapeStore.of(T5Shapes.encoder());

  @Test
  void theTensorsTellTheSizes() {
    TextEncoderNetwork network = open(tensors, config("{", "{")).network();
    assertEquals("T5 encoder, 2K parameters", network.describe());
    assertEquals(new TransformerSizes(2, 12, 3, 3, 2, 20, 30, 1e-5), network.sizes());
    assertEquals(new PositionBuckets(8, 16), network.buckets());
    assertEquals(1, network.endToken());
  }

  @Test
  void whatTheConfigurationDoesNotSayIsAsInT5() {
    ShapeStore common = tensors.with(BIAS, 32, 3);
    TextEncoderNetwork network =
        open(common, ModelConfig.parse("config.json", "{\"feed_forward_proj\":\"gated-gelu\"}"))
            .network();
    assertEquals(1e-6, network.sizes().normEpsilon());
    assertEquals(new PositionBuckets(32, 128), network.buckets());
    assertEquals(1, network.endToken());
  }

  @Test
  void everyTensorHasItsPlace() {
    TransformerWeights.Layer layer = open(tensors, config("{", "{")).weights().layers().get(1);
    String prefix = "encoder.block.1.layer.";
    assertEquals(prefix + "0.layer_norm.weight", layer.attentionNorm().weight().name());
    assertEquals(Shape.of(18, 12), layer.queryKeyValue().matrix().shape());
    assertEquals(prefix + "0.SelfAttention.o.weight", layer.attentionOutput().matrix().name());
    assertEquals(prefix + "1.layer_norm.weight", layer.feedForwardNorm().weight().name());
    FeedForward.Gated gated = (FeedForward.Gated) layer.feedForward();
    assertEquals(prefix + "1.DenseReluDense.wi_0.weight", gated.gate().name());
    assertEquals(prefix + "1.DenseReluDense.wi_1.weight", gated.up().name());
    assertEquals(prefix + "1.DenseReluDense.wo.weight", gated.down().name());
  }

  @Test
  void theDecoderIsLeftAlone() {
    ShapeStore whole =
        tensors
            .with("decoder.block.0.layer.0.SelfAttention.q.weight", 6, 12)
            .with("encoder.embed_tokens.weight", 30, 12)
            .with("lm_head.weight", 30, 12);
    assertEquals("shared.weight", open(whole, config("{", "{")).weights().tokenEmbedding().name());
    assertEquals(
        "encoder.embed_tokens.weight",
        open(whole.without("shared"), config("{", "{")).weights().tokenEmbedding().name());
  }

  @Test
  void aTextEndsAndIsShortenedAsTheAuthorsDo() {
    TextEncoderNetwork network = open(tensors, config("{", "{")).network();
    int[] tokens = network.tokens(text -> text.chars().map(c -> c - 'a').toArray(), "hello");
    assertArrayEquals(new int[] {7, 4, 11, 11, 14, 1}, tokens);
    assertSame(tokens, network.shortened(tokens, 6));
    assertArrayEquals(new int[] {7, 4, 1}, network.shortened(tokens, 3));
    assertArrayEquals(new int[] {1}, network.tokens(text -> new int[0], ""));
  }

  @Test
  void tokensOfAnotherVocabularyAreRefused() {
    TextEncoderNetwork network = open(tensors, config("{", "{")).network();
    network.check(List.of(new int[] {0, 29}));
    assertEquals(
        "T5 encoder, 2K parameters: token 30 is not in its vocabulary 0 ... 29; is the tokenizer"
            + " that of another model?",
        refusal(network, new int[] {3, 30}));
    assertTrue(refusal(network, new int[] {-1}).contains("token -1 is not in"));
    assertTrue(refusal(network, new int[0]).contains("a text without tokens"));
  }

  @Test
  void brokenCheckpointsAreRefused() {
    assertEquals(
        "test: tensor " + QUERY.replace(".q.", ".k.") + " [6, 12] is missing",
        refusal(tensors.without(QUERY.replace(".q.", ".k.")), config("{", "{")));
    assertEquals("test: tensor " + BIAS + " is missing", refusal(tensors.without(BIAS)));
    assertEquals("test: tensor shared.weight is missing", refusal(tensors.without("shared")));
    assertEquals(
        "test: tensors of encoder.block.0 are missing; tensor "
            + QUERY
            + " is missing; tensor encoder.block.0.layer.1.DenseReluDense.wi_0.weight is missing;"
            + " tensor "
            + BIAS
            + " is missing",
        refusal(tensors.without("encoder.block.0")));
    assertEquals(
        "test: tensor "
            + QUERY
            + " is [7, 12], expected a multiple of the 3 heads of tensor "
            + BIAS,
        refusal(tensors.with(QUERY, 7, 12)));
    assertEquals(
        "test: tensor encoder.final_layer_norm.weight is [13], expected [12]",
        refusal(tensors.with("encoder.final_layer_norm.weight", 13)));
    assertEquals(
        "test: unexpected tensor "
            + BIAS.replace("0.l", "1.l")
            + ", this network has no place for it",
        refusal(tensors.with(BIAS.replace("block.0", "block.1"), 8, 3)));
  }

  @Test
  void configurationsOfAnotherNetworkAreRefused() {
    assertEquals(
        "test: feed_forward_proj relu in config.json is not gated-gelu, which Flan-T5 and T5 1.1"
            + " have",
        refusal(tensors, config("\"gated-gelu\"", "\"relu\"")));
    assertTrue(
        refusal(tensors, config("\"feed_forward_proj\"", "\"other\""))
            .startsWith(
                "test: feed_forward_proj relu (the default of T5Config, since config.json does not"
                    + " state it) is not gated-gelu"));
    assertEquals(
        "test: dense_act_fn in config.json is relu, expected gelu_new; is_gated_act in config.json"
            + " is false, expected true",
        refusal(tensors, config("{", "{\"dense_act_fn\": \"relu\", \"is_gated_act\": false,")));
    assertEquals(
        "test: d_model 13 in config.json, but the tensors say 12; d_kv 4 in config.json, but the"
            + " tensors say 2",
        refusal(tensors, config("\"d_model\": 12, \"d_kv\": 2", "\"d_model\": 13, \"d_kv\": 4")));
    assertEquals(
        "test: num_layers 2000000000 in config.json, but the tensors say 2",
        refusal(tensors, config("\"num_layers\": 2", "\"num_layers\": 2000000000")));
    assertEquals(
        "test: 8 buckets up to distance 2: there must be an even number of at least 4, and a"
            + " quarter of them below it; eos_token_id 30 is not in the vocabulary",
        refusal(
            tensors,
            ModelConfig.parse(
                "config.json",
                "{\"feed_forward_proj\":\"gated-gelu\",\"relative_attention_max_distance\":2,"
                    + "\"eos_token_id\":30}")));
    assertEquals(
        "test: has no config.json beside it, which must state feed_forward_proj",
        refusal(tensors, ModelConfig.none()));
  }

  @Test
  void oddHeadsAreRefused() {
    ShapeStore odd = tensors.with(QUERY, 9, 12);
    assertEquals(
        "test: the head width 3 must be even", refusal(odd, config("\"d_kv\": 2", "\"d_kv\": 3")));
  }

  @Test
  void itIsRecognisedByItsBlocks() {
    T5TextEncoders family = new T5TextEncoders();
    assertTrue(family.recognises(new Checkpoint(tensors, ModelConfig.none())));
    Checkpoint another = new Checkpoint(tensors.without("encoder.block."), ModelConfig.none());
    assertFalse(family.recognises(another));
  }

  private static TextEncoderParts open(ShapeStore tensors, ModelConfig config) {
    return new T5TextEncoders().read(new Checkpoint(tensors, config));
  }

  private static String refusal(ShapeStore tensors) {
    return refusal(tensors, config("{", "{"));
  }

  private static String refusal(ShapeStore tensors, ModelConfig config) {
    return assertThrows(InvalidInputException.class, () -> open(tensors, config)).getMessage();
  }

  private static String refusal(TextEncoderNetwork network, int[] tokens) {
    return assertThrows(InvalidInputException.class, () -> network.check(List.of(tokens)))
        .getMessage();
  }

  private static ModelConfig config(String from, String to) {
    return ModelConfig.parse("folder/config.json", T5Shapes.CONFIG.replace(from, to));
  }
}
