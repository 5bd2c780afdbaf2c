/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.OptionValues;
import io.zipar.models.format.OneLine;
import io.zipar.models.random.RandomTensorStore;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.TextTokenizer;
import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Opens checkpoints: finds the files, reads their format and asks the model families which one
 * knows what is inside. Files are {@code .safetensors} or {@code torch.save} archives and are told
 * apart by their content; a checkpoint in several safetensors files is opened by its index.
 * Immutable and safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ModelLoader {
  private static final int NAMES_SHOWN = 3;

  /** Where the authors' sampling script looks for a transformer's tensors, in its order. */
  private static final List<String> TRANSFORMER_GROUPS = List.of("model", "module", "state_dict");

  /** Where the authors' tokenizer scripts look; the averaged weights are the better ones. */
  private static final List<String> TOKENIZER_GROUPS = List.of("ema", "model", "state_dict");

  private final List<ModelFamily> families;
  private final List<TextTokenizerFactory> textTokenizers;

  /**
   * A loader of certain families.
   *
   * @param families asked in this order
   */
  public ModelLoader(Collection<? extends ModelFamily> families) {
    this(families, List.of());
  }

  /**
   * A loader of certain families and text tokenizers.
   *
   * @param families asked in this order
   * @param textTokenizers asked in this order
   */
  public ModelLoader(
      Collection<? extends ModelFamily> families,
      Collection<? extends TextTokenizerFactory> textTokenizers) {
    this.families = List.copyOf(families);
    this.textTokenizers = List.copyOf(textTokenizers);
  }

  /**
   * A loader of all families and text tokenizers that {@link ServiceLoader} finds.
   *
   * @return a new loader
   * @throws java.util.ServiceConfigurationError if a provider is broken
   */
  public static ModelLoader discover() {
    return new ModelLoader(
        ServiceLoader.load(ModelFamily.class).stream().map(ServiceLoader.Provider::get).toList(),
        ServiceLoader.load(TextTokenizerFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * Opens the text tokenizer of a model.
   *
   * @param modelPath the folder of a model, or a checkpoint file in it
   * @return the tokenizer, or empty if the folder holds none of a known format
   * @throws InvalidInputException if it holds one that cannot be used
   */
  public Optional<TextTokenizer> openTextTokenizer(Path modelPath) {
    Path folder = CheckpointFiles.folderOf(modelPath);
    return textTokenizers.stream().flatMap(factory -> factory.open(folder).stream()).findFirst();
  }

  /**
   * The published sizes of all families.
   *
   * @return architectures in the order in which to show them
   */
  public List<Architecture> architectures() {
    return families.stream().flatMap(family -> family.architectures().stream()).toList();
  }

  /**
   * What networks all families have.
   *
   * @return kinds in the order in which to show them
   */
  public List<NetworkKind> kinds() {
    return families.stream().flatMap(family -> family.kinds().stream()).toList();
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
   * @param options values of {@link ModelFamily#options}; those left out have their defaults
   * @return the source, to be closed by the caller
   * @throws InvalidInputException as above, or if an option is unknown or its value not allowed
   */
  public TransformerSource openTransformer(
      Path path, Optional<String> architecture, Map<String, String> options) {
    Optional<Architecture> named = architecture.map(this::architecture);
    Path file = CheckpointFiles.transformer(path);
    return open(
        Checkpoints.open(file, TRANSFORMER_GROUPS),
        () -> CheckpointFiles.transformerConfig(file),
        checkpoint -> {
          ModelFamily family = transformerFamily(checkpoint, named);
          return new OpenTransformer(
              checkpoint.tensors(), family.transformer(chosen(checkpoint, family, options), named));
        });
  }

  /**
   * Looks for the image tokenizer of a model.
   *
   * @param modelPath the folder of a model, or a checkpoint file in it
   * @return of that folder {@code vq.safetensors}, {@code vq.pt}, {@code vqgan.ckpt} or {@code
   *     tokenizer/vqgan.ckpt}, or the checkpoint in its folder {@code vq} or {@code
   *     vision_tokenizer}; empty if there is none
   */
  public Optional<Path> findTokenizer(Path modelPath) {
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
  public TokenizerSource openTokenizer(Path path) {
    Path file = CheckpointFiles.tokenizer(path);
    return open(
        Checkpoints.open(file, TOKENIZER_GROUPS),
        () -> CheckpointFiles.tokenizerConfig(file),
        checkpoint ->
            new OpenTokenizer(
                checkpoint.tensors(), tokenizerFamily(checkpoint).tokenizer(checkpoint)));
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
        Checkpoints.open(file, TRANSFORMER_GROUPS),
        () -> CheckpointFiles.transformerConfig(file),
        checkpoint ->
            new OpenTextEncoder(
                checkpoint.tensors(), textEncoderFamily(checkpoint).textEncoder(checkpoint)));
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
    Architecture named = architecture(architecture);
    ModelFamily family = family(named);
    TensorStore tensors =
        new RandomTensorStore(
            "random weights of " + named.name() + ", seed " + seed, family.tensors(named), seed);
    Checkpoint checkpoint = new Checkpoint(tensors, ModelConfig.none());
    return new OpenTransformer(
        tensors, family.transformer(chosen(checkpoint, family, Map.of()), Optional.of(named)));
  }

  private static Checkpoint chosen(
      Checkpoint checkpoint, ModelFamily family, Map<String, String> options) {
    String owner = "model family '" + family.name() + "'";
    OptionValues values = OptionValues.of(owner, family.options(), options);
    return new Checkpoint(checkpoint.tensors(), checkpoint.config(), values);
  }

  private <T> T open(
      TensorStore tensors, Supplier<ModelConfig> config, Function<Checkpoint, T> read) {
    boolean opened = false;
    try {
      T source = read.apply(new Checkpoint(tensors, config.get()));
      opened = true;
      return source;
    } finally {
      if (!opened) {
        tensors.close();
      }
    }
  }

  private Architecture architecture(String name) {
    List<Architecture> known = architectures();
    return known.stream()
        .filter(architecture -> architecture.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = known.stream().map(Architecture::name).toList();
              return new InvalidInputException(
                  "unknown architecture '"
                      + name
                      + "'"
                      + NearestName.hint(names, name)
                      + "; known: "
                      + (names.isEmpty() ? "none" : String.join(", ", names)));
            });
  }

  private ModelFamily family(Architecture architecture) {
    return families.stream()
        .filter(family -> family.architectures().contains(architecture))
        .findFirst()
        .orElseThrow();
  }

  private ModelFamily transformerFamily(Checkpoint checkpoint, Optional<Architecture> named) {
    Optional<ModelFamily> recognised =
        families.stream().filter(family -> family.recognisesTransformer(checkpoint)).findFirst();
    if (recognised.isPresent()) {
      return named.map(this::family).orElse(recognised.get());
    }
    if (families.stream().anyMatch(family -> family.recognisesTokenizer(checkpoint))) {
      throw new InvalidInputException(
          checkpoint.describe() + ": holds an image tokenizer (VQ), not a transformer");
    }
    if (families.stream().anyMatch(family -> family.recognisesTextEncoder(checkpoint))) {
      throw new InvalidInputException(
          checkpoint.describe() + ": holds a text encoder, not a transformer over image tokens");
    }
    throw unknown(checkpoint, "transformer");
  }

  private ModelFamily tokenizerFamily(Checkpoint checkpoint) {
    for (ModelFamily family : families) {
      if (family.recognisesTokenizer(checkpoint)) {
        return family;
      }
    }
    if (families.stream().anyMatch(family -> family.recognisesTransformer(checkpoint))) {
      throw new InvalidInputException(
          checkpoint.describe() + ": holds a transformer, not an image tokenizer (VQ)");
    }
    throw unknown(checkpoint, "image tokenizer");
  }

  private ModelFamily textEncoderFamily(Checkpoint checkpoint) {
    return families.stream()
        .filter(family -> family.recognisesTextEncoder(checkpoint))
        .findFirst()
        .orElseThrow(() -> unknown(checkpoint, "text encoder"));
  }

  private InvalidInputException unknown(Checkpoint checkpoint, String wanted) {
    String known = families.stream().map(ModelFamily::name).collect(Collectors.joining(", "));
    String names =
        checkpoint.tensors().names().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return new InvalidInputException(
        checkpoint.describe()
            + ": holds no "
            + wanted
            + " of a known family ("
            + (known.isEmpty() ? "none found" : known)
            + "); its tensors are "
            + (names.isEmpty() ? "none" : OneLine.of(names)));
  }
}
