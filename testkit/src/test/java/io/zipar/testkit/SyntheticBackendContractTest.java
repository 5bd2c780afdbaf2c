/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.Grid;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.spi.TokenModel;
import org.junit.jupiter.api.Nested;

/** The synthetic models keep the contract, exactly. */
class SyntheticBackendContractTest {
  @Nested
  class Full extends Exact {
    Full() {
      super(SyntheticSettings.of(Dependence.FULL));
    }
  }

  @Nested
  class FullWithEndOfLine extends Exact {
    FullWithEndOfLine() {
      super(SyntheticSettings.of(Dependence.FULL).withEndOfLine());
    }
  }

  @Nested
  class Local extends Exact {
    Local() {
      super(SyntheticSettings.of(Dependence.local(2)));
    }
  }

  @Nested
  class Independent extends Exact {
    Independent() {
      super(SyntheticSettings.of(Dependence.INDEPENDENT));
    }
  }

  abstract static class Exact extends ModelBackendContract {
    private final SyntheticSettings settings;

    Exact(SyntheticSettings settings) {
      this.settings = settings;
    }

    @Override
    protected TokenModel openModel() {
      return new SyntheticModel(settings);
    }

    @Override
    protected Grid grid(TokenModel opened) {
      return Grid.of(6, 7);
    }

    @Override
    protected float tolerance() {
      return 0;
    }
  }
}
