/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What each class of picture looks like, one file a class. */
package io.zipar.pictures.scene;
