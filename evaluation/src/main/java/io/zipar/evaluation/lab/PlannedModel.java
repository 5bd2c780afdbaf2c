/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.pipeline.ModelChoice;

/**
 * A model whose files were found.
 *
 * @param choice the model on its backend
 * @param weights names the content of its files
 */
@ApiStatus.Experimental(since = "0.1")
public record PlannedModel(ModelChoice choice, String weights) {}
