/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a forward pass is for a network, decided once for all backends: the entries that each lane
 * feeds, the slots that they are written to, the slots that they see, and the entries that logits
 * are read at. A backend executes what {@link io.zipar.models.pass.LaneSequence} lays out.
 */
package io.zipar.models.pass;
