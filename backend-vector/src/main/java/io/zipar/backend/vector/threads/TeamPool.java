/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.threads;

import java.util.HashMap;
import java.util.Map;

/**
 * Teams shared by all models that one backend has opened with the same number of threads, so that
 * several models do not compete for the processors. Safe for several threads.
 */
public final class TeamPool {
  private final Map<Integer, Shared> teams = new HashMap<>();

  /** Creates an empty pool; no thread is started yet. */
  public TeamPool() {}

  /**
   * Borrows a team, starting it if nobody uses one of that size.
   *
   * @param threads number of threads, 0 for all processors
   * @return a lease, to be closed by the caller
   */
  public synchronized Lease borrow(int threads) {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    Shared shared = teams.computeIfAbsent(count, size -> new Shared(new Team(size)));
    shared.users++;
    return new Lease(this, shared);
  }

  private synchronized void giveBack(Shared shared) {
    shared.users--;
    if (shared.users == 0) {
      teams.remove(shared.team.threads());
      shared.team.close();
    }
  }

  /** A team and the number of its users. */
  private static final class Shared {
    private final Team team;
    private int users;

    Shared(Team team) {
      this.team = team;
    }
  }

  /** The use of a team until it is closed. Safe for several threads. */
  public static final class Lease implements AutoCloseable {
    private final TeamPool pool;
    private final Shared shared;
    private boolean closed;

    private Lease(TeamPool pool, Shared shared) {
      this.pool = pool;
      this.shared = shared;
    }

    /**
     * The team.
     *
     * @return usable until this lease is closed
     */
    public Team team() {
      return shared.team;
    }

    /** Gives the team back; the last one to do so ends its threads. Twice has no effect. */
    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        pool.giveBack(shared);
      }
    }
  }
}
