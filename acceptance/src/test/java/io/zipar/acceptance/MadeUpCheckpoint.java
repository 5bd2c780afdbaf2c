/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Folders as published models have them, with the tiny weights of the golden data: bfloat16, in two
 * shards, with a text tokenizer that knows single characters.
 *
 * @param folder where it stands
 */
record MadeUpCheckpoint(Path folder) {
  private static final int BYTES = 256;
  private static final int VISUAL_TOKENS = 40;
  private static final String CODEBOOK = "quantize.embedding.weight";

  static final List<String> SHARDS =
      List.of("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");

  static MadeUpCheckpoint emu3(Path folder) throws IOException {
    MadeUpCheckpoint model = new MadeUpCheckpoint(folder);
    model.transformer("emu3/emu3-tiny", Map.of("max_position_embeddings", 1024));
    model.characters(
        0, Map.of("<|extra_203|>", 120, "<|image start|>", 123, "<|image token|>", 122));
    model.imageTokenizer("emu3/visionvq-tiny", "vision_tokenizer/model", "config", Map.of(), 64);
    return model;
  }

  /**
   * With the text tokenizer that Emu3 is published with: a token for each byte, then the special.
   */
  static MadeUpCheckpoint emu3OfBytes(Path folder) throws IOException {
    MadeUpCheckpoint model = new MadeUpCheckpoint(folder);
    int reserve = BYTES + 3;
    int image = reserve + 205;
    model.transformer(
        "emu3/emu3-tiny",
        Map.of(
            "max_position_embeddings",
            1024,
            "image_area",
            64 * 64,
            "vocab_size",
            image + 3 + VISUAL_TOKENS,
            "eol_token_id",
            reserve + 200,
            "bos_token_id",
            reserve + 203,
            "img_token_id",
            image,
            "boi_token_id",
            image + 1,
            "pad_token_id",
            BYTES));
    model.imageTokenizer("emu3/visionvq-tiny", "vision_tokenizer/model", "config", Map.of(), 64);
    List<String> ranks = new ArrayList<>();
    for (int value = 0; value < BYTES; value++) {
      byte[] token = {(byte) value};
      ranks.add(Base64.getEncoder().encodeToString(token) + " " + value);
    }
    Files.write(folder.resolve("emu3.tiktoken"), ranks);
    List<String> special =
        new ArrayList<>(List.of("<|image token|>", "<|image start|>", "<|image end|>"));
    for (int code = 0; code < VISUAL_TOKENS; code++) {
      special.add("<|visual token %06d|>".formatted(code));
    }
    Files.write(folder.resolve("emu3_vision_tokens.txt"), special);
    return model;
  }

  static MadeUpCheckpoint lumina(Path folder) throws IOException {
    MadeUpCheckpoint model = new MadeUpCheckpoint(folder);
    model.transformer("chameleon/lumina-gen-tiny", Map.of());
    model.characters(8300, Map.of("<s>", 0, "<reserved08706>", 8710));
    model.imageTokenizer(
        "chameleon/vqgan-tiny", "vq/model", "config", Map.of("n_embed", 8192), 8192);
    return model;
  }

  static MadeUpCheckpoint llamaGen(Path folder) throws IOException {
    MadeUpCheckpoint model = new MadeUpCheckpoint(folder);
    model.transformer("llamagen/t2i-tiny", Map.of());
    model.imageTokenizer("llamagen/vq-tiny", "vq", "vq", Map.of("codebook_size", 96), 96);
    return model;
  }

  /** The features of a caption, alone in a file as a text encoder would leave them. */
  Path features() throws IOException {
    Path file = folder.resolve("caption.safetensors");
    try (TensorStore store = golden("llamagen/t2i-tiny/expected.safetensors")) {
      SafetensorsWriter.write(
          file,
          List.of(
              new Part(store.find("t5_embeds_right_padded").orElseThrow(), "embeds", 1),
              new Part(store.find("t5_mask_right_padded").orElseThrow(), "mask", 1)),
          ElementType.FLOAT32);
    }
    return file;
  }

  private void transformer(String name, Map<String, Number> changes) throws IOException {
    Files.createDirectories(folder);
    config(Fixtures.path(name + "/config.json"), folder.resolve("config.json"), changes);
    JsonObject places = new JsonObject();
    try (TensorStore store = golden(name + "/model.safetensors")) {
      List<Tensor> tensors =
          store.names().stream()
              .map(each -> store.find(each).orElseThrow())
              .map(tensor -> ofVocabulary(tensor, changes.get("vocab_size")))
              .toList();
      int half = tensors.size() / 2;
      List<List<Tensor>> parts =
          List.of(tensors.subList(0, half), tensors.subList(half, tensors.size()));
      for (int shard = 0; shard < SHARDS.size(); shard++) {
        String file = SHARDS.get(shard);
        SafetensorsWriter.write(folder.resolve(file), parts.get(shard), ElementType.BFLOAT16);
        parts.get(shard).forEach(tensor -> places.addProperty(tensor.name(), file));
      }
    }
    JsonObject index = new JsonObject();
    index.add("weight_map", places);
    Files.writeString(folder.resolve("model.safetensors.index.json"), index.toString());
  }

  private static Tensor ofVocabulary(Tensor tensor, Number vocabulary) {
    boolean rowsAreTokens =
        tensor.name().equals("lm_head.weight") || tensor.name().endsWith("embed_tokens.weight");
    return vocabulary == null || !rowsAreTokens
        ? tensor
        : new Part(tensor, tensor.name(), vocabulary.longValue());
  }

  private void imageTokenizer(
      String name, String file, String config, Map<String, Number> changes, int codes)
      throws IOException {
    Path weights = folder.resolve(file + ".safetensors");
    Files.createDirectories(weights.getParent());
    config(Fixtures.path(name + "/config.json"), weights.resolveSibling(config + ".json"), changes);
    try (TensorStore store = golden(name + "/model.safetensors")) {
      List<Part> parts =
          store.names().stream()
              .map(each -> store.find(each).orElseThrow())
              .map(
                  tensor ->
                      new Part(
                          tensor,
                          tensor.name(),
                          tensor.name().equals(CODEBOOK) ? codes : rows(tensor)))
              .toList();
      SafetensorsWriter.write(weights, parts, ElementType.FLOAT32);
    }
  }

  private static long rows(Tensor tensor) {
    return tensor.shape().rank() == 0 ? 1 : tensor.shape().dimension(0);
  }

  private static void config(Path source, Path target, Map<String, Number> changes)
      throws IOException {
    JsonObject config = JsonParser.parseString(Files.readString(source)).getAsJsonObject();
    changes.forEach(config::addProperty);
    Files.writeString(target, config.toString());
  }

  /** The printable characters of ASCII and the line break, from one number on. */
  private void characters(int first, Map<String, Integer> special) throws IOException {
    JsonObject vocabulary = new JsonObject();
    special.forEach(vocabulary::addProperty);
    for (char character = ' '; character <= '~'; character++) {
      vocabulary.addProperty(String.valueOf(character), first + character - ' ');
    }
    vocabulary.addProperty("\n", first + '~' + 1 - ' ');
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
         "pre_tokenizer":null,"post_processor":null,"decoder":null,
         "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,
          "end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,
          "vocab":%s,"merges":[]}}
        """
            .formatted(vocabulary));
  }

  private static TensorStore golden(String file) {
    return Safetensors.open(CheckpointFile.open(Fixtures.path(file)));
  }

  /**
   * The first rows of a tensor under another name; after its last row it begins again.
   *
   * @param whole the tensor
   * @param name the other name
   * @param rows how many rows
   */
  private record Part(Tensor whole, String name, long rows) implements Tensor {
    @Override
    public Shape shape() {
      if (whole.shape().rank() == 0) {
        return whole.shape();
      }
      long[] sides = whole.shape().dimensions().stream().mapToLong(Long::longValue).toArray();
      sides[0] = rows;
      return Shape.of(sides);
    }

    @Override
    public ElementType type() {
      return whole.type();
    }

    @Override
    public void read(long first, FloatBuffer target) {
      long period = whole.shape().elements();
      int limit = target.limit();
      for (long next = first; target.position() < limit; ) {
        long begin = next % period;
        int count = (int) Math.min(limit - target.position(), period - begin);
        target.limit(target.position() + count);
        whole.read(begin, target);
        target.limit(limit);
        next += count;
      }
    }
  }
}
