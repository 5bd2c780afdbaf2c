/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

/**
 * Stands for an object of no interest whose state is thrown away: the {@code argparse.Namespace}
 * with the arguments of a training run, which the authors' training scripts save beside the
 * weights.
 */
record Inert(String className) {}
