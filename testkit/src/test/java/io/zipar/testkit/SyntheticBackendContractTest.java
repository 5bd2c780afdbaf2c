/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.Grid;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.spi.Prediction;
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

  @Nested
  class Deep extends Exact {
    Deep() {
      super(SyntheticSettings.of(Dependence.DEEP));
    }
  }

  @Nested
  class FullFromNeighbours extends Exact {
    FullFromNeighbours() {
      super(SyntheticSettings.of(Dependence.FULL).withPrediction(Prediction.NEIGHBOURS));
    }
  }

  @Nested
  class DeepFromNeighbours extends Exact {
    DeepFromNeighbours() {
      super(SyntheticSettings.of(Dependence.DEEP).withPrediction(Prediction.NEIGHBOURS));
    }

    @Override
    protected Grid grid(TokenModel opened) {
      return new Grid(2, 4, 5);
    }
  }

  @Nested
  class FullOfAnyCell extends Exact {
    FullOfAnyCell() {
      super(SyntheticSettings.of(Dependence.FULL).withPrediction(Prediction.ANY_CELL));
    }
  }

  @Nested
  class DeepOfAnyCell extends Exact {
    DeepOfAnyCell() {
      super(SyntheticSettings.of(Dependence.DEEP).withPrediction(Prediction.ANY_CELL));
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
