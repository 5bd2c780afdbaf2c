/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Weights in the form in which they run, kept in a folder so that a later start reads them. {@code
 * KeptWeights} is told of each array that a loading fills; {@code Key} names all that the arrays
 * depend on, with {@code ContentNames} for the files; {@code Pieces} says how an entry is made,
 * {@code Entry} reads one and believes nothing in it, {@code KeptFolder} puts files into their
 * place.
 */
package io.zipar.backend.vector.kept;
