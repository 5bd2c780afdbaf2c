/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

/**
 * What a model of two heads learns from, beside the tokens themselves.
 *
 * @param vertical weight of the loss of the vertical head alone
 * @param teacher weight of the divergence from the teacher
 * @param temperature at which both distributions are compared
 */
public record BranchLoss(double vertical, double teacher, double temperature) {}
