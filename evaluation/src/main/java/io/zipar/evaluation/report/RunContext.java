/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.OpenedModel;
import java.time.Instant;

/**
 * What the runs of one command have in common.
 *
 * @param command the command, for example {@code generate}
 * @param started when it began
 * @param choice the model as it was chosen
 * @param opened the model as it was opened
 * @param loadNanos time to open the model
 */
@ApiStatus.Experimental(since = "0.1")
public record RunContext(
    String command, Instant started, ModelChoice choice, OpenedModel opened, long loadNanos) {}
