/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Keeps what experiments generate: complete or not there, whenever the process ends. A combination
 * is a folder, and its images come in shards.
 */
package io.zipar.evaluation.store;
