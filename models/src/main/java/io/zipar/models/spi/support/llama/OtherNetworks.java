/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.AbsentFeatures;
import io.zipar.models.spi.support.Problems;
import java.util.List;

/** What language models of other families have, and a checkpoint must not silently lose. */
final class OtherNetworks {
  private static final String WINDOW = "sliding_window";

  private static final AbsentFeatures FEATURES =
      AbsentFeatures.none()
          .with(List.of("\"silu\"", "\"swish\""), "hidden_act", "hidden_activation")
          .with(
              List.of("false"),
              "attention_bias",
              "mlp_bias",
              "qkv_bias",
              "use_bias",
              "lm_head_bias",
              "alibi",
              "parallel_residual",
              "use_parallel_residual",
              "is_encoder_decoder",
              "add_cross_attention",
              "scale_embedding",
              "normalize_embedding")
          .with(
              List.of("0", "0.0"),
              "attn_logit_softcapping",
              "final_logit_softcapping",
              "num_experts",
              "num_local_experts",
              "n_routed_experts",
              "attention_chunk_size")
          .with(
              List.of("1", "1.0"),
              "partial_rotary_factor",
              "rotary_pct",
              "logit_scale",
              "logits_scaling",
              "embedding_multiplier",
              "residual_multiplier",
              "scale_emb",
              "scale_depth")
          .with(List.of(), "attention_multiplier", "query_pre_attn_scalar", "quantization_config");

  private static final AbsentFeatures SLIDING = AbsentFeatures.none().with(List.of(), WINDOW);

  private OtherNetworks() {}

  /**
   * Refuses what this network does not have.
   *
   * @param config the configuration
   * @param problems receives each of them by name
   */
  static void refuse(ModelConfig config, Problems problems) {
    FEATURES.refuse(config, problems);
    if (config.flag("use_" + WINDOW).orElse(true)) {
      SLIDING.refuse(config, problems);
    }
  }
}
