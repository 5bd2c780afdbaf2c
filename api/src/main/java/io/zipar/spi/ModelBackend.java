/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import java.util.List;
import java.util.Optional;

/**
 * Service provider interface: something that executes models. Found by {@link
 * java.util.ServiceLoader}; constructing a provider must be cheap, native code is loaded when a
 * model is opened. A backend knows no strategy and holds no scheduling. Safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ModelBackend {
  /**
   * The name users select the backend by.
   *
   * @return lower case letters, digits and hyphens, for example {@code djl}
   */
  String name();

  /**
   * Says what the backend is.
   *
   * @return one line
   */
  String summary();

  /**
   * Declares the options of the backend.
   *
   * @return the options, in the order in which to show them
   */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * Tells whether the backend can run here.
   *
   * @return the answer and its reason
   */
  default Availability availability() {
    return Availability.usable("");
  }

  /**
   * Says how well the backend suits this machine. Where the user leaves the choice open, the usable
   * backend with the greatest number is taken. Found out cheaply and without loading native code.
   *
   * @return 100 or more on an accelerator, about 50 where it is made for the processor at hand,
   *     less where it merely works; below 0 to be taken only by name
   */
  default int preference() {
    return 0;
  }

  /**
   * A source that the backend brings itself, for one that needs no checkpoint.
   *
   * @return what {@link #openModel} and {@link #openImageTokenizer} take when the user names no
   *     model; empty for a backend that runs checkpoints
   */
  default Optional<ModelSource> builtInModel() {
    return Optional.empty();
  }

  /**
   * Estimates the memory of a model before it is loaded.
   *
   * @param source where it comes from
   * @param options values of the declared options
   * @param lanes the slots of each lane of the largest session, prefix included
   * @return empty where the backend cannot tell, for example what a device has
   */
  default Optional<MemoryNeed> memoryNeed(
      ModelSource source, OptionValues options, List<Integer> lanes) {
    return Optional.empty();
  }

  /**
   * Loads a model.
   *
   * @param source where it comes from
   * @param options values of the declared options
   * @return the model, to be closed by the caller
   * @throws io.zipar.InvalidInputException if the source is of a kind that this backend does not
   *     know, cannot be read, or an option does not fit the machine
   */
  TokenModel openModel(ModelSource source, OptionValues options);

  /**
   * Loads an image tokenizer.
   *
   * @param source where it comes from
   * @param options values of the declared options
   * @return the tokenizer, to be closed by the caller
   * @throws io.zipar.InvalidInputException if the source is of a kind that this backend does not
   *     know, cannot be read, or an option does not fit the machine
   */
  ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options);

  /**
   * Loads a text encoder.
   *
   * @param source where it comes from
   * @param options values of the declared options
   * @return the encoder, to be closed by the caller
   * @throws InvalidInputException if this backend runs no text encoders, the source is of a kind
   *     that it does not know, cannot be read, or an option does not fit the machine
   */
  default TextEncoder openTextEncoder(ModelSource source, OptionValues options) {
    throw new InvalidInputException(
        "backend '" + name() + "' runs no text encoders, and cannot open " + source.describe());
  }
}
