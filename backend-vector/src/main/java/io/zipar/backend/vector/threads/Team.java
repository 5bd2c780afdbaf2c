/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fixed number of threads that run one piece of work after another together; the caller is one of
 * them. A stage of a forward pass takes some microseconds, so the members wait for the next one by
 * spinning, but only for a moment: then they park and cost nothing.
 *
 * <p>Safe for several threads: callers take turns, so that however many sessions run, no more
 * threads compute than the team has. A caller that wants several stages without another caller in
 * between holds {@link #lock} around them. Nothing is allocated by {@link #run}. Closed by whoever
 * created it.
 */
public final class Team implements AutoCloseable {
  private static final int SPINS = 20_000;

  /** The part of a range that is dealt out evenly; the rest goes to whoever is done first. */
  private static final int EVEN_NUMERATOR = 3;

  private static final int EVEN_DENOMINATOR = 4;

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
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger nextUnit = new AtomicInteger();
  private RangeWork work;
  private int units;
  private int evenUnits;
  private int grain;
  private volatile int round;
  private volatile boolean closed;
  private volatile boolean callerParked;
  private volatile RuntimeException failure;
  private volatile Error error;
  private Thread caller;

  /**
   * Starts the threads.
   *
   * @param threads number of threads, the caller's included; at least 1
   */
  public Team(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team of " + threads + " threads");
    }
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
   * Runs work over a range of units and waits for its end. Most of the range is dealt out evenly,
   * each thread getting one piece without gaps; the rest goes in small pieces to whoever is free.
   *
   * @param rangeWork what to do
   * @param count number of units
   * @param piece number of units of a small piece, at least 1
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
      runShare(0);
      awaitWorkers();
    } finally {
      lock.unlock();
    }
  }

  private void start(RangeWork rangeWork, int count, int piece) {
    work = rangeWork;
    units = count;
    grain = piece;
    int share = count * EVEN_NUMERATOR / EVEN_DENOMINATOR / threads() / piece * piece;
    evenUnits = share;
    nextUnit.set(share * threads());
    caller = Thread.currentThread();
    failure = null;
    error = null;
    pending.set(workers.length);
    round++;
    for (Worker worker : workers) {
      if (worker.parked) {
        LockSupport.unpark(worker.thread);
      }
    }
  }

  private void runShare(int thread) {
    try {
      if (evenUnits > 0) {
        work.run(thread * evenUnits, (thread + 1) * evenUnits, thread);
      }
      int from = nextUnit.getAndAdd(grain);
      while (from < units) {
        work.run(from, Math.min(units, from + grain), thread);
        from = nextUnit.getAndAdd(grain);
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      error = e;
    }
  }

  private void awaitWorkers() {
    int spins = 0;
    while (pending.get() > 0) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        callerParked = true;
        if (pending.get() > 0) {
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
        seen++;
        runShare(index);
        if (pending.decrementAndGet() == 0 && callerParked) {
          LockSupport.unpark(caller);
        }
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
