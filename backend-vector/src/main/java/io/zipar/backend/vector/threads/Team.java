/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fixed number of threads that run one piece of work after another together; the caller is one of
 * them. A stage of a forward pass takes some microseconds, so the members wait for the next one by
 * spinning, but only for a moment: then they park and cost nothing.
 *
 * <p>A stage ends when its units are done, not when its members are: where other processes hold the
 * processors, a member that does not get to run is not waited for, the others do its share.
 *
 * <p>Safe for several threads: callers take turns, so that however many sessions run, no more
 * threads compute than the team has. A caller that wants several stages without another caller in
 * between holds {@link #lock} around them. Nothing is allocated by {@link #run}. Closed by whoever
 * created it.
 */
public final class Team implements AutoCloseable {
  /** Some tens of microseconds. */
  private static final int SPINS = 1500;

  /** Each takes this part of what is left of a share, so that late ones find pieces to take. */
  private static final int PIECES = 3;

  /** Longs from one share's counter to the next, so that no two share a cache line. */
  private static final int SPACING = 16;

  private static final int ROUND_SHIFT = 32;

  /** Work that can be done for any part of a range of units. */
  @FunctionalInterface
  public interface RangeWork {
    /**
     * Does a part; called by several threads at once with disjoint parts.
     *
     * @param from first unit
     * @param to end of the units, exclusive
     * @param thread index of the thread in the team, for scratch memory
     */
    void run(int from, int to, int thread);
  }

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Worker[] workers;

  /** For each share the round it belongs to, and the next unit that nobody has taken. */
  private final AtomicLongArray shares;

  private final AtomicInteger done = new AtomicInteger();
  private RangeWork work;
  private int units;
  private int grain;
  private volatile int round;
  private volatile boolean closed;
  private volatile boolean callerParked;
  private volatile RuntimeException failure;
  private volatile Error error;
  private volatile Thread caller;

  /**
   * Starts the threads.
   *
   * @param threads number of threads, the caller's included; at least 1
   */
  public Team(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team of " + threads + " threads");
    }
    this.shares = new AtomicLongArray(threads * SPACING);
    this.workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /**
   * Counts the threads.
   *
   * @return at least 1
   */
  public int threads() {
    return workers.length + 1;
  }

  /** Keeps other callers out until {@link #unlock}; may be nested. */
  public void lock() {
    lock.lock();
  }

  /** Ends what {@link #lock} began. */
  public void unlock() {
    lock.unlock();
  }

  /**
   * Runs work over a range of units and waits for its end. Each thread has an even share, which it
   * takes in ever smaller pieces; who is done with the own share takes pieces of the others'.
   *
   * @param rangeWork what to do
   * @param count number of units
   * @param piece least number of units of a piece, at least 1
   * @throws IllegalStateException if the team is closed
   */
  public void run(RangeWork rangeWork, int count, int piece) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the threads of the backend are closed");
      }
      if (workers.length == 0 || count <= piece) {
        rangeWork.run(0, count, 0);
        return;
      }
      start(rangeWork, count, piece);
      takePieces(round, 0);
      awaitUnits();
    } finally {
      lock.unlock();
    }
  }

  private void start(RangeWork rangeWork, int count, int piece) {
    int next = round + 1;
    // Before the fields change: a member still looking for pieces of the last round must fail to
    // take one, for it would measure the shares by the new number of units.
    for (int share = 0; share < threads(); share++) {
      shares.set(share * SPACING, (long) next << ROUND_SHIFT | Integer.MAX_VALUE);
    }
    work = rangeWork;
    units = count;
    grain = piece;
    caller = Thread.currentThread();
    failure = null;
    error = null;
    done.set(0);
    for (int share = 0; share < threads(); share++) {
      shares.set(share * SPACING, (long) next << ROUND_SHIFT | bound(share));
    }
    round = next;
    for (Worker worker : workers) {
      if (worker.parked) {
        LockSupport.unpark(worker.thread);
      }
    }
  }

  private int bound(int share) {
    return (int) ((long) units * share / threads());
  }

  private void takePieces(int current, int thread) {
    for (int i = 0; i < threads(); i++) {
      int share = (thread + i) % threads();
      boolean took = true;
      while (took) {
        took = takePiece(current, share, thread);
      }
    }
  }

  /**
   * Takes a piece of a share and does it. The exchange fails if the round has ended meanwhile; if
   * it succeeds the round cannot end before the piece is done, so all fields are of this round.
   */
  private boolean takePiece(int current, int share, int thread) {
    while (true) {
      long state = shares.get(share * SPACING);
      if ((int) (state >>> ROUND_SHIFT) != current) {
        return false;
      }
      int from = (int) state;
      int left = bound(share + 1) - from;
      if (left <= 0) {
        return false;
      }
      int count = Math.min(left, Math.max(grain, left / PIECES));
      if (shares.compareAndSet(share * SPACING, state, state + count)) {
        doPiece(from, from + count, thread);
        return true;
      }
    }
  }

  private void doPiece(int from, int to, int thread) {
    int all = units;
    try {
      work.run(from, to, thread);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      error = e;
    }
    if (done.addAndGet(to - from) == all && callerParked) {
      LockSupport.unpark(caller);
    }
  }

  private void awaitUnits() {
    int spins = 0;
    while (done.get() < units) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        callerParked = true;
        if (done.get() < units) {
          LockSupport.park(this);
        }
        callerParked = false;
      }
    }
    work = null;
    if (error != null) {
      throw error;
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends the threads, after the work under way. Closing twice has no effect. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (Worker worker : workers) {
        LockSupport.unpark(worker.thread);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A member besides the caller. */
  private final class Worker implements Runnable {
    private final int index;
    private final Thread thread;
    private volatile boolean parked;

    Worker(int index) {
      this.index = index;
      this.thread = new Thread(this, "zipar-vector-" + index);
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    @Override
    public void run() {
      int seen = 0;
      while (awaitRound(seen)) {
        seen = round;
        takePieces(seen, index);
      }
    }

    /** Waits until there is work; false if the team is closed. */
    private boolean awaitRound(int seen) {
      int spins = 0;
      while (round == seen) {
        if (closed) {
          return false;
        }
        if (++spins < SPINS) {
          Thread.onSpinWait();
        } else {
          parked = true;
          if (round == seen && !closed) {
            LockSupport.park(Team.this);
          }
          parked = false;
        }
      }
      return true;
    }
  }
}
