/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.fixtures.Fixtures;
import io.zipar.plugin.Plugins;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.ModelBackendContract;
import org.junit.jupiter.api.Nested;

/** The contract of backends, kept with small checkpoints of every prediction. */
abstract class CheckpointContracts {
  private final String backend;

  CheckpointContracts(String backend) {
    this.backend = backend;
  }

  @Nested
  class Successors extends Opened {
    Successors() {
      super("llamagen/c2i-tiny");
    }
  }

  @Nested
  class Neighbours extends Opened {
    Neighbours() {
      super("neighbours/flashar-tiny/gate-mlp");
    }
  }

  @Nested
  class NeighboursInFrames extends Opened {
    NeighboursInFrames() {
      super("neighbours/nar-video-tiny");
    }
  }

  @Nested
  class AnyCellBesideItsQuery extends Opened {
    AnyCellBesideItsQuery() {
      super("any-order/randar-tiny");
    }
  }

  @Nested
  class AnyCellInPlaceOfItsQuery extends Opened {
    AnyCellInPlaceOfItsQuery() {
      super("any-order/lpd-tiny");
    }
  }

  abstract class Opened extends ModelBackendContract {
    private final String folder;

    Opened(String folder) {
      this.folder = folder;
    }

    @Override
    protected TokenModel openModel() {
      return Backends.openModel(
          Plugins.backends().named(backend), Fixtures.path(folder).resolve("model.safetensors"));
    }
  }
}
