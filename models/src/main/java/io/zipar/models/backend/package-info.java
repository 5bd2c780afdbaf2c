/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What backends that run checkpoints have in common besides {@link io.zipar.models.pass passes}:
 * which sources they open, how the type of their matrices is chosen, and what an image tokenizer
 * does with its networks. A backend brings its own form of a network and of planes.
 */
package io.zipar.models.backend;
