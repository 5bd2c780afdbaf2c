/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Files and folders that are on the disk whole or not at all. {@code WholeFile} and {@code
 * WholeFolder} write beside the target, force what they wrote to the disk and rename it; {@code
 * DiskSteps} is what they do to the disk, and {@code FreshName} names what is there for a while.
 */
package io.zipar.models.disk;
