/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.models.random.RandomTensorStore;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.text.TextTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens checkpoints: finds the files, reads their format and asks the model families which one
 * knows what is inside. Files are {@code .safetensors} or {@code torch.save} archives and are told
 * apart by their content; a checkpoint in several safetensors files is opened by its index.
 * Immutable and safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ModelLoader {
  /** Where the authors' sampling script looks for a transformer's tensors, in its order. */
  private static final List<String> TRANSFORMER_GROUPS = List.of("model", "module", "state_dict");

  /** Where the authors' tokenizer scripts look; the averaged weights are the better ones. */
  private static final List<String> TOKENIZER_GROUPS = List.of("ema", "model", "state_dict");

  private final ModelFamilies families;
  private final FamilyChoice choice;

  /**
   * A loader of certain families and text tokenizers.
   *
   * @param families asked in their order
   */
  public ModelLoader(ModelFamilies families) {
    this.families = families;
    this.choice = new FamilyChoice(families);
  }

  /**
   * A loader of all families and text tokenizers that {@link ModelFamilies#discover} finds.
   *
   * @return a new loader
   * @throws io.zipar.PluginException if one cannot be created, or two have the same name
   */
  public static ModelLoader discover() {
    return new ModelLoader(ModelFamilies.discover());
  }

  /**
   * Opens the text tokenizer of a model.
   *
   * @param modelPath the folder of a model, or a checkpoint file in it
   * @return the tokenizer, closed by the caller, or empty if the folder holds none of a known
   *     format
   * @throws InvalidInputException if it holds one that cannot be used
   */
  public Optional<TextTokenizer> openTextTokenizer(Path modelPath) {
    Path folder = CheckpointFiles.folderOf(modelPath);
    return families.textTokenizers().stream()
        .flatMap(factory -> factory.open(folder).stream())
        .findFirst();
  }

  /**
   * The published sizes of all families.
   *
   * @return architectures in the order in which to show them
   */
  public List<Architecture> architectures() {
    return choice.architectures();
  }

  /**
   * What networks all families have.
   *
   * @return kinds in the order in which to show them
   */
  public List<NetworkKind> kinds() {
    return families.transformers().stream()
        .flatMap(family -> FamilyCall.of(family, "catalog", family::catalog).kinds().stream())
        .toList();
  }

  /**
   * Opens a transformer.
   *
   * @param path a checkpoint file or the index of several, or a folder with {@code
   *     model.safetensors}, {@code model.safetensors.index.json} or {@code model.pt}; {@code
   *     config.json} beside it is read if it is there
   * @param architecture the name of a published size; may be left out where tensors and
   *     configuration tell the sizes
   * @return the source, to be closed by the caller
   * @throws InvalidInputException if there is no such file, its format is broken, it holds
   *     something else, a weight is missing or of the wrong shape, or the sizes cannot be told
   */
  public TransformerSource openTransformer(Path path, Optional<String> architecture) {
    return openTransformer(path, architecture, Map.of());
  }

  /**
   * Opens a transformer with options of its family.
   *
   * @param path as above
   * @param architecture as above
   * @param options values of {@link io.zipar.models.spi.TransformerFamily#options}, those left out
   *     having their defaults; besides {@code heads}, which every model that predicts successors
   *     takes: the file or folder of its draft heads in the layout of Medusa's authors, or {@code
   *     none}. Left out it is {@code medusa_lm_head.safetensors} or {@code .pt} beside the
   *     checkpoint, where there is one
   * @return the source, to be closed by the caller
   * @throws InvalidInputException as above, or if an option is unknown or its value not allowed
   */
  public TransformerSource openTransformer(
      Path path, Optional<String> architecture, Map<String, String> options) {
    Optional<Architecture> named = architecture.map(choice::architecture);
    Path file = CheckpointFiles.transformer(path);
    Optional<DraftHeadFile> heads = DraftHeadFile.of(file, options);
    OpenTransformer opened = openNamed(file, named, DraftHeadFile.without(options));
    return heads.isPresent() ? heads.get().beside(opened) : opened;
  }

  private OpenTransformer openNamed(
      Path file, Optional<Architecture> named, Map<String, String> options) {
    return open(
        CheckpointFormats.open(file, TRANSFORMER_GROUPS),
        () -> CheckpointFiles.transformerConfig(file),
        checkpoint -> {
          TransformerFamily family = choice.transformer(checkpoint, named);
          TransformerChoices chosen =
              TransformerChoices.of(family, options).withArchitecture(named);
          return new OpenTransformer(
              checkpoint.tensors(),
              FamilyCall.of(family, "read", () -> family.read(checkpoint, chosen)),
              () -> choice.containedImageTokenizer(checkpoint));
        });
  }

  /**
   * Looks for an image tokenizer beside a model. One within the model's own checkpoint is {@link
   * TransformerSource#imageTokenizer}.
   *
   * @param modelPath the folder of a model, or a checkpoint file in it
   * @return of that folder {@code vq.safetensors}, {@code vq.pt}, {@code vqgan.ckpt} or {@code
   *     tokenizer/vqgan.ckpt}, or the checkpoint in its folder {@code vq} or {@code
   *     vision_tokenizer}; empty if there is none
   */
  public Optional<Path> findImageTokenizer(Path modelPath) {
    return CheckpointFiles.tokenizerBeside(modelPath);
  }

  /**
   * Opens an image tokenizer.
   *
   * @param path a checkpoint file, or a folder with {@code vq.safetensors}, {@code vq.pt}, {@code
   *     model.safetensors} or {@code model.pt}; a JSON file of the same name beside it is read if
   *     it is there, else {@code config.json} if that describes an image tokenizer
   * @return the source, to be closed by the caller
   * @throws InvalidInputException if there is no such file, its format is broken, it holds
   *     something else, or a weight is missing or of the wrong shape
   */
  public ImageTokenizerSource openImageTokenizer(Path path) {
    Path file = CheckpointFiles.tokenizer(path);
    return open(
        CheckpointFormats.open(file, TOKENIZER_GROUPS),
        () -> CheckpointFiles.tokenizerConfig(file),
        checkpoint -> {
          ImageTokenizerFamily family = choice.imageTokenizer(checkpoint);
          return new OpenImageTokenizer(
              checkpoint.tensors(), FamilyCall.of(family, "read", () -> family.read(checkpoint)));
        });
  }

  /**
   * Opens a text encoder.
   *
   * @param path a checkpoint file or the index of several, or a folder with {@code
   *     model.safetensors}, {@code model.safetensors.index.json}, {@code pytorch_model.bin} or
   *     {@code pytorch_model.bin.index.json}; {@code config.json} beside it is read
   * @return the source, to be closed by the caller
   * @throws InvalidInputException if there is no such file, its format is broken, it holds
   *     something else, a weight is missing or of the wrong shape, or the sizes cannot be told
   */
  public TextEncoderSource openTextEncoder(Path path) {
    Path file = CheckpointFiles.textEncoder(path);
    return open(
        CheckpointFormats.open(file, TRANSFORMER_GROUPS),
        () -> CheckpointFiles.transformerConfig(file),
        checkpoint -> {
          TextEncoderFamily family = choice.textEncoder(checkpoint);
          return new OpenTextEncoder(
              checkpoint.tensors(), FamilyCall.of(family, "read", () -> family.read(checkpoint)));
        });
  }

  /**
   * Makes a transformer of random weights, for benchmarks. The weights are computed when they are
   * read and the same for the same seed.
   *
   * @param architecture the name of a published size
   * @param seed any number
   * @return the source, to be closed by the caller
   * @throws InvalidInputException if no family has an architecture of that name
   */
  public TransformerSource randomTransformer(String architecture, long seed) {
    Architecture named = choice.architecture(architecture);
    TransformerFamily family = choice.ownerOf(named);
    TensorStore tensors =
        new RandomTensorStore(
            "random weights of " + named.name() + ", seed " + seed, named.tensors(), seed);
    TransformerChoices chosen =
        TransformerChoices.of(family, Map.of()).withArchitecture(Optional.of(named));
    return open(
        tensors,
        ModelConfig::none,
        checkpoint ->
            new OpenTransformer(
                checkpoint.tensors(),
                FamilyCall.of(family, "read", () -> family.read(checkpoint, chosen)),
                Optional::empty));
  }

  private <T> T open(
      TensorStore tensors, Supplier<ModelConfig> config, Function<Checkpoint, T> read) {
    boolean opened = false;
    try {
      T source = read.apply(new Checkpoint(UnwrappedStore.of(tensors), config.get()));
      opened = true;
      return source;
    } finally {
      if (!opened) {
        tensors.close();
      }
    }
  }
}
