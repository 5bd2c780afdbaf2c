/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.evaluation.lab.ShardEngine;
import io.zipar.evaluation.lab.ShardOrder;
import io.zipar.evaluation.lab.ShardWork;
import io.zipar.evaluation.lab.ShardWorker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Generates the last shard first, each by a worker of its own; at the place {@code shaky} the first
 * order is lost, and at {@code gone} all but one are.
 */
public final class ReversedEngine implements ShardEngine {
  private static final List<String> PLACES = List.of("calm", "shaky", "gone");

  /** Creates the engine. */
  public ReversedEngine() {}

  @Override
  public String name() {
    return "reversed";
  }

  @Override
  public void require(Optional<String> place) {
    if (place.filter(each -> !PLACES.contains(each)).isPresent()) {
      throw new InvalidInputException("no such place: " + place.get());
    }
  }

  @Override
  public void generate(ShardWork work) {
    List<ShardOrder> orders = new ArrayList<>(work.orders());
    Collections.reverse(orders);
    String place = work.place().orElse("calm");
    for (ShardOrder order : orders) {
      if (place.equals("shaky") && order.equals(work.orders().get(0))) {
        work.fail(order, new ZiparException("lost"));
      } else {
        try (ShardWorker worker = new ShardWorker(work.context(), work.experiment())) {
          work.keep(order, worker.make(order));
        }
      }
      if (place.equals("gone")) {
        throw new ZiparException("gave up");
      }
    }
  }
}
