/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import java.time.Instant;

/**
 * What the strategies of one command have in common.
 *
 * @param command the command, for example {@code generate}
 * @param started when it began
 * @param pipeline the model
 * @param plan the images
 * @param loadNanos time to open and load the model
 */
@ApiStatus.Experimental(since = "0.1")
public record ReportHeader(
    String command, Instant started, Pipeline pipeline, ImagePlan plan, long loadNanos) {}
