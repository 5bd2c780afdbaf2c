/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.models.format.FileProblem;
import io.zipar.models.spi.ModelConfig;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds checkpoints and their configuration by the names of the files. */
final class CheckpointFiles {
  private static final Pattern WEIGHTS =
      Pattern.compile(".*\\.(safetensors|safetensors\\.index\\.json|pt|pth|ckpt|bin)");

  private static final int SHOWN = 5;

  /** As the Hugging Face library writes a model, today and formerly. */
  private static final List<String> LIBRARY_NAMES =
      List.of(
          "model.safetensors",
          "model.safetensors.index.json",
          "pytorch_model.bin",
          "pytorch_model.bin.index.json");

  private static final List<String> MODEL_NAMES =
      Stream.concat(LIBRARY_NAMES.stream(), Stream.of("model.pt", "model.pth")).toList();

  private static final List<String> TOKENIZER_NAMES = List.of("vq.safetensors", "vq.pt");

  /** Besides the names of ours, where the authors of Lumina-mGPT and Emu3 have it. */
  private static final List<String> TOKENIZER_PLACES =
      Stream.of(
              TOKENIZER_NAMES.stream(),
              Stream.of("vqgan.ckpt", "tokenizer/vqgan.ckpt"),
              MODEL_NAMES.stream().map(name -> "vq/" + name),
              MODEL_NAMES.stream().map(name -> "vision_tokenizer/" + name))
          .flatMap(names -> names)
          .toList();

  private static final String CONFIG = "config.json";

  /** Entries that only a tokenizer's configuration has. */
  private static final String[] TOKENIZER_KEYS = {
    "codebook_size",
    "codebook_embed_dim",
    "decoder_ch_mult",
    "z_channels",
    "ddconfig",
    "gen_vision_config"
  };

  private CheckpointFiles() {}

  static Path transformer(Path path) {
    return Files.isDirectory(path) ? inFolder(path, MODEL_NAMES, "--model") : path;
  }

  static Path tokenizer(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    return first(path, TOKENIZER_NAMES).orElseGet(() -> inFolder(path, MODEL_NAMES, "--vq"));
  }

  static Path textEncoder(Path path) {
    return Files.isDirectory(path) ? inFolder(path, LIBRARY_NAMES, "--text-encoder") : path;
  }

  static Path folderOf(Path modelPath) {
    return Files.isDirectory(modelPath) ? modelPath : folder(modelPath);
  }

  static Optional<Path> tokenizerBeside(Path modelPath) {
    return first(folderOf(modelPath), TOKENIZER_PLACES);
  }

  static ModelConfig transformerConfig(Path file) {
    Optional<Path> own = ownConfig(file);
    return own.isPresent() ? ModelConfig.read(own.get()) : folderConfig(file);
  }

  /** The folder's configuration counts only if it is not that of the transformer. */
  static ModelConfig tokenizerConfig(Path file) {
    Optional<Path> own = ownConfig(file);
    if (own.isPresent()) {
      return ModelConfig.read(own.get());
    }
    ModelConfig config = folderConfig(file);
    return config.hasAny(TOKENIZER_KEYS) ? config : ModelConfig.none();
  }

  private static ModelConfig folderConfig(Path file) {
    Path config = folder(file).resolve(CONFIG);
    return Files.exists(config) ? ModelConfig.read(config) : ModelConfig.none();
  }

  /** The JSON file of the same name: {@code vq.json} beside {@code vq.pt}. */
  private static Optional<Path> ownConfig(Path file) {
    String name = file.getFileName().toString();
    if (ShardedStore.isIndex(name)) {
      return Optional.empty();
    }
    int dot = name.lastIndexOf('.');
    return first(folder(file), List.of((dot < 0 ? name : name.substring(0, dot)) + ".json"));
  }

  private static Path folder(Path file) {
    return file.resolveSibling("");
  }

  private static Path inFolder(Path folder, List<String> names, String option) {
    return first(folder, names)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    folder
                        + ": holds neither "
                        + String.join(" nor ", names)
                        + "; "
                        + OneLine.of(others(folder, option))));
  }

  /** What a user may have meant instead. */
  private static String others(Path folder, String option) {
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> WEIGHTS.matcher(name).matches())
              .sorted()
              .toList();
    } catch (IOException e) {
      throw FileProblem.of(folder, e);
    }
    if (names.isEmpty()) {
      return "no file of weights lies there, give " + option + " another folder or a file";
    }
    int hidden = names.size() - SHOWN;
    return "there lie "
        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (hidden > 0 ? " and " + hidden + " more" : "")
        + ": give the one that is meant itself, as "
        + option
        + " "
        + folder.resolve(names.get(0));
  }

  private static Optional<Path> first(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }
}
