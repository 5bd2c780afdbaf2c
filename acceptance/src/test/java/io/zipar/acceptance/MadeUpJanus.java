/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.StateDict;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.HalfPrecision;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Janus with the tiny weights of the golden data, in the files that a published one has: a
 * configuration that states no more than theirs do, the text tokenizer, what prepares prompts and
 * pictures, and the weights in one of the forms they come in.
 *
 * @param format of the files of weights
 * @param shards how many there are; several have an index
 * @param type of the weights
 */
record MadeUpJanus(Format format, int shards, ElementType type) {
  private static final String GOLDEN = "janus/janus-tiny/";

  /** How Janus-Pro-1B is published. */
  static final MadeUpJanus SMALL = new MadeUpJanus(Format.TORCH, 1, ElementType.BFLOAT16);

  /** How Janus-Pro-7B is published. */
  static final MadeUpJanus LARGE = new MadeUpJanus(Format.TORCH, 2, ElementType.BFLOAT16);

  /** What the image tokenizer's sizes are called, which no published configuration states. */
  private static final List<String> UNSTATED =
      List.of("ch", "ch_mult", "z_channels", "num_res_blocks");

  /** The formats of the files. */
  enum Format {
    TORCH("pytorch_model", ".bin"),
    SAFETENSORS("model", ".safetensors");

    private final String stem;
    private final String suffix;

    Format(String stem, String suffix) {
      this.stem = stem;
      this.suffix = suffix;
    }
  }

  static Stream<MadeUpJanus> everyForm() {
    return Stream.of(Format.values())
        .flatMap(
            format ->
                IntStream.of(1, 3)
                    .boxed()
                    .flatMap(
                        shards ->
                            Stream.of(
                                    ElementType.FLOAT32, ElementType.FLOAT16, ElementType.BFLOAT16)
                                .map(type -> new MadeUpJanus(format, shards, type))));
  }

  /** The names of the files of weights. */
  List<String> files() {
    return shards == 1
        ? List.of(format.stem + format.suffix)
        : IntStream.rangeClosed(1, shards)
            .mapToObj(i -> format.stem + "-%05d-of-%05d".formatted(i, shards) + format.suffix)
            .toList();
  }

  /** The name of the index of several. */
  String index() {
    return format.stem + format.suffix + ".index.json";
  }

  /** Writes everything into a folder, which is created. */
  void write(Path folder) throws IOException {
    write(folder, name -> true);
  }

  /** Writes a folder that lacks some tensors. */
  void write(Path folder, Predicate<String> kept) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("tokenizer", "tokenizer_config", "processor_config")) {
      Files.copy(Fixtures.path(GOLDEN + file + ".json"), folder.resolve(file + ".json"));
    }
    Files.writeString(folder.resolve("config.json"), config().toString());
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        """
        {"background_color": [127, 127, 127], "do_normalize": true, "image_mean": [0.5, 0.5, 0.5],
         "image_processor_type": "VLMImageProcessor", "image_size": 16,
         "image_std": [0.5, 0.5, 0.5], "min_size": 2, "processor_class": "VLChatProcessor",
         "rescale_factor": 0.00392156862745098}
        """);
    Files.writeString(
        folder.resolve("special_tokens_map.json"),
        """
        {"additional_special_tokens": ["<image_placeholder>", "<begin_of_image>"],
         "bos_token": "<｜begin▁of▁sentence｜>", "eos_token": "<｜end▁of▁sentence｜>",
         "pad_token": "<｜▁pad▁｜>"}
        """);
    writeWeights(folder, kept);
  }

  /** With the entries that the published one has, and no others. */
  private JsonObject config() throws IOException {
    JsonObject config =
        JsonParser.parseString(Files.readString(Fixtures.path(GOLDEN + "config.json")))
            .getAsJsonObject();
    JsonObject images = config.getAsJsonObject("gen_vision_config").getAsJsonObject("params");
    UNSTATED.forEach(images::remove);
    String dtype = type.toString().toLowerCase(Locale.ROOT);
    config.addProperty("torch_dtype", dtype);
    config.getAsJsonObject("language_config").addProperty("torch_dtype", dtype);
    return config;
  }

  private void writeWeights(Path folder, Predicate<String> kept) throws IOException {
    JsonObject places = new JsonObject();
    long bytes = 0;
    try (TensorStore store =
        Safetensors.open(CheckpointFile.open(Fixtures.path(GOLDEN + "model.safetensors")))) {
      List<Tensor> tensors =
          store.names().stream().filter(kept).map(each -> store.find(each).orElseThrow()).toList();
      List<String> names = files();
      for (int shard = 0; shard < shards; shard++) {
        // A layer's tensors come into several files, as they do where a file has a limit.
        List<Tensor> part = new ArrayList<>();
        for (int i = shard; i < tensors.size(); i += shards) {
          part.add(tensors.get(i));
          places.addProperty(tensors.get(i).name(), names.get(shard));
          bytes += tensors.get(i).shape().elements() * type.bytes();
        }
        writeFile(folder.resolve(names.get(shard)), part);
      }
    }
    if (shards > 1) {
      JsonObject size = new JsonObject();
      size.addProperty("total_size", bytes);
      JsonObject index = new JsonObject();
      index.add("metadata", size);
      index.add("weight_map", places);
      Files.writeString(folder.resolve(index()), index.toString());
    }
  }

  private void writeFile(Path file, List<Tensor> tensors) throws IOException {
    if (format == Format.SAFETENSORS) {
      SafetensorsWriter.write(file, tensors, type);
      return;
    }
    StateDict dictionary = new StateDict();
    for (Tensor tensor : tensors) {
      dictionary.with(
          tensor.name(),
          storage(),
          tensor.shape().dimensions().stream().mapToLong(Long::longValue).toArray(),
          content(tensor));
    }
    dictionary.write(file);
  }

  private String storage() {
    return switch (type) {
      case FLOAT16 -> "HalfStorage";
      case BFLOAT16 -> "BFloat16Storage";
      default -> "FloatStorage";
    };
  }

  private byte[] content(Tensor tensor) {
    float[] values = new float[(int) tensor.shape().elements()];
    tensor.read(0, FloatBuffer.wrap(values));
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (type) {
        case FLOAT16 -> bytes.putShort(HalfPrecision.float16(value));
        case BFLOAT16 -> bytes.putShort(HalfPrecision.bfloat16(value));
        default -> bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  @Override
  public String toString() {
    return files().get(0) + (shards == 1 ? " in " : " and more in ") + type;
  }
}
