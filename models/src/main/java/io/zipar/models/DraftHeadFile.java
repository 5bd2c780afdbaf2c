/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.Transformer;
import io.zipar.models.tensor.TensorStore;
import io.zipar.spi.Prediction;
import io.zipar.spi.support.OneLine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file of draft heads that belongs to a transformer: the one that the user names, or one that
 * lies beside the checkpoint under the name that the authors of Medusa give it.
 *
 * @param path the file
 * @param named whether the user named it
 */
record DraftHeadFile(Path path, boolean named) {
  /** The option of every model that names the file, its folder, or {@link #NONE}. */
  static final String OPTION = "heads";

  /** Turns off heads that lie beside a checkpoint. */
  static final String NONE = "none";

  private static final List<String> NAMES =
      List.of("medusa_lm_head.safetensors", "medusa_lm_head.pt");

  private static final List<String> GROUPS = List.of("model", "state_dict");
  private static final String[] KEYS = {"medusa_num_heads", "medusa_num_layers"};

  /** The options that are left for the family. */
  static Map<String, String> without(Map<String, String> options) {
    Map<String, String> others = new HashMap<>(options);
    others.remove(OPTION);
    return others;
  }

  /**
   * Looks for the file.
   *
   * @param model the file of the checkpoint
   * @param options of the model
   * @return the file, if there is one
   * @throws InvalidInputException if what the user named is not there
   */
  static Optional<DraftHeadFile> of(Path model, Map<String, String> options) {
    String given = options.get(OPTION);
    if (given == null) {
      return in(model.resolveSibling("")).map(file -> new DraftHeadFile(file, false));
    }
    if (given.equals(NONE)) {
      return Optional.empty();
    }
    Path path = path(given);
    if (Files.isDirectory(path)) {
      return Optional.of(
          new DraftHeadFile(
              in(path)
                  .orElseThrow(
                      () ->
                          new InvalidInputException(
                              path + ": holds neither " + String.join(" nor ", NAMES))),
              true));
    }
    return Optional.of(new DraftHeadFile(path, true));
  }

  private static Path path(String given) {
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "option heads=" + OneLine.of(given) + " is neither a path nor " + NONE, e);
    }
  }

  private static Optional<Path> in(Path folder) {
    return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /**
   * Opens the heads and puts them beside a transformer.
   *
   * @param base reads the transformer; its store is closed if the heads cannot be used
   * @return the transformer with its heads
   * @throws InvalidInputException if the heads cannot be used, or the transformer takes none
   */
  OpenTransformer beside(OpenTransformer base) {
    TensorStore heads = null;
    boolean opened = false;
    try {
      Prediction prediction = base.network().prediction();
      if (prediction != Prediction.SUCCESSOR) {
        throw new InvalidInputException(
            path
                + ": draft heads are for models that predict "
                + Prediction.SUCCESSOR.words()
                + ", and "
                + base.network().describe()
                + " predicts "
                + prediction.words()
                + (named ? "" : "; heads=none leaves the file alone"));
      }
      heads = CheckpointFormats.open(path, GROUPS);
      Transformer together =
          new MedusaHeads(UnwrappedStore.of(heads), config()).beside(base.transformer());
      opened = true;
      return new OpenTransformer(new PairedStore(base.tensors(), heads), together, base.beside());
    } finally {
      if (!opened) {
        base.close();
        if (heads != null) {
          heads.close();
        }
      }
    }
  }

  /** The folder's configuration counts only if it tells of heads. */
  private ModelConfig config() {
    ModelConfig config = CheckpointFiles.transformerConfig(path);
    return config.hasAny(KEYS) ? config : ModelConfig.none();
  }
}
