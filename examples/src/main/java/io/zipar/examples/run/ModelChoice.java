/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that the user chose.
 *
 * @param model a checkpoint file or a folder; absent for a backend that brings its own model
 * @param tokenizer the image tokenizer, where it does not stand beside the model
 * @param architecture the size, where the files do not tell
 * @param backend what runs it
 */
public record ModelChoice(
    Optional<Path> model,
    Optional<Path> tokenizer,
    Optional<String> architecture,
    BackendChoice backend) {}
