/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.t5;

import io.zipar.models.tensor.Shape;
import java.util.Map;
import java.util.TreeMap;

/** A T5 of two blocks: width 12, three heads of width 2, 20 hidden values, 30 tokens. */
final class T5Shapes {
  static final String CONFIG =
      """
      {"model_type": "t5", "d_model": 12, "d_kv": 2, "d_ff": 20, "num_layers": 2, "num_heads": 3,
       "num_decoder_layers": 2, "relative_attention_num_buckets": 8,
       "relative_attention_max_distance": 16, "feed_forward_proj": "gated-gelu",
       "layer_norm_epsilon": 1e-05, "vocab_size": 30, "eos_token_id": 1, "pad_token_id": 0}
      """;

  private T5Shapes() {}

  static Map<String, Shape> encoder() {
    Map<String, Shape> shapes = new TreeMap<>();
    shapes.put("shared.weight", Shape.of(30, 12));
    shapes.put("encoder.final_layer_norm.weight", Shape.of(12));
    shapes.put(
        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", Shape.of(8, 3));
    for (int block = 0; block < 2; block++) {
      String prefix = "encoder.block." + block + ".layer.";
      for (String name : new String[] {"q", "k", "v"}) {
        shapes.put(prefix + "0.SelfAttention." + name + ".weight", Shape.of(6, 12));
      }
      shapes.put(prefix + "0.SelfAttention.o.weight", Shape.of(12, 6));
      shapes.put(prefix + "0.layer_norm.weight", Shape.of(12));
      shapes.put(prefix + "1.DenseReluDense.wi_0.weight", Shape.of(20, 12));
      shapes.put(prefix + "1.DenseReluDense.wi_1.weight", Shape.of(20, 12));
      shapes.put(prefix + "1.DenseReluDense.wo.weight", Shape.of(12, 20));
      shapes.put(prefix + "1.layer_norm.weight", Shape.of(12));
    }
    return shapes;
  }
}
