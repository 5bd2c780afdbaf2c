/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The tokenizers of {@code tokenizer.json}, as the Hugging Face library reads and runs them. */
package io.zipar.text.huggingface;
