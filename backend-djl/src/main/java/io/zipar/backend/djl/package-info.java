/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The backend {@code djl}.
 *
 * <p>What it needs to run: on the module path this module, {@code ai.djl.api}, {@code
 * ai.djl.pytorch_engine} and slf4j; on the class path beside it, since its name is no module name,
 * {@code pytorch-native-cpu} for the system, and with it {@code pytorch-jni}, jna and
 * commons-compress. Everything on the class path works too. On JDK 24 and later {@code
 * --enable-native-access=ai.djl.pytorch_engine,ALL-UNNAMED} silences the JVM's warnings. libtorch
 * is unpacked once into {@code ~/.djl.ai}, or {@code DJL_CACHE_DIR}; nothing is fetched from a
 * network unless the system property {@code ai.djl.offline} is set to false.
 *
 * <p>CUDA: the Maven profile {@code cuda} takes PyTorch 2.5.1 for CUDA 12.4, the newest on Maven
 * Central, and the DJL that belongs to it. A newer libtorch, of version 2.7.1 for CUDA 12.8, is
 * used where the environment names it: {@code PYTORCH_LIBRARY_PATH} (its folder {@code lib}),
 * {@code PYTORCH_VERSION=2.7.1} and {@code PYTORCH_FLAVOR=cu128}.
 */
package io.zipar.backend.djl;
