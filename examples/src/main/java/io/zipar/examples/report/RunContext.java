/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.report;

import io.zipar.examples.run.ModelChoice;
import io.zipar.examples.run.OpenedModel;
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
public record RunContext(
    String command, Instant started, ModelChoice choice, OpenedModel opened, long loadNanos) {}
