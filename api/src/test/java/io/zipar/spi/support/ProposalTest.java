/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A proposal that is set again and again subtracts the law it was given last. */
class ProposalTest {
  private static final int VOCABULARY = 40;

  @Test
  void denseSparseUniformAndCertainLawsFollowEachOther() {
    Random random = new Random(1);
    Proposal proposal = new Proposal();
    for (int round = 0; round < 500; round++) {
      float[] law = new float[VOCABULARY];
      int token = random.nextInt(VOCABULARY);
      switch (round % 4) {
        case 0 -> {
          law[token] = 1;
          proposal.setCertain(token);
        }
        case 1 -> {
          Arrays.fill(law, 1f / VOCABULARY);
          proposal.setUniform(token, VOCABULARY);
        }
        default -> {
          int listed = 1 + random.nextInt(VOCABULARY);
          for (int i = 0; i < listed; i++) {
            law[random.nextInt(VOCABULARY)] = random.nextFloat();
          }
          law[token] = 0.5f;
          proposal.setDrawn(token, law);
        }
      }
      check(proposal, token, law, random);
    }
  }

  private static void check(Proposal proposal, int token, float[] law, Random random) {
    assertEquals(token, proposal.token());
    assertEquals(law[token], proposal.probability(), 1e-7);
    float[] p = new float[VOCABULARY];
    float[] expected = new float[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      p[i] = random.nextFloat();
      // A one-hot law leaves nothing of its token, whatever p is.
      expected[i] = Math.max(0, p[i] - law[i]);
    }
    proposal.subtractFrom(p);
    assertArrayEquals(expected, p, 1e-7f);
  }

  @Test
  void nothingIsDrawnWhereNothingHasWeight() {
    assertEquals(ExponentialRace.NONE, ExponentialRace.draw(new float[5], 1));
    assertEquals(3, ExponentialRace.draw(new float[] {0, 0, 0, 1e-30f, 0}, 1));
  }
}
