/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.pytorch.jni.JniUtils;
import io.zipar.ZiparException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts DJL's PyTorch engine: once per JVM, offline and without its chatter. Safe for several
 * threads.
 */
public final class TorchEngine {
  private static final String NAME = "PyTorch";
  private static final String OFFLINE = "ai.djl.offline";
  private static final String OPTIMIZER_NOTE = "ai.djl.pytorch.graph_optimizer";

  // java.util.logging forgets the level of a logger that nobody refers to.
  private static final Logger DJL_LOG = Logger.getLogger("ai.djl");
  private static final Logger CUDA_LOG = Logger.getLogger("ai.djl.util.cuda");

  private TorchEngine() {}

  /**
   * Loads libtorch, or finds it loaded.
   *
   * @return the engine
   * @throws ZiparException if there is no libtorch for this machine; the message says what to add
   */
  public static Engine start() {
    keepQuiet();
    try {
      if (!Engine.hasEngine(NAME)) {
        // DJL looks providers up through the thread's class loader, which in a plugin's module
        // layer does not see this one.
        Engine.registerEngine(new PtEngineProvider());
      }
      return Engine.getEngine(NAME);
    } catch (EngineException | AssertionError | LinkageError e) {
      throw new ZiparException(
          "backend 'djl': PyTorch's native library could not be loaded ("
              + TorchErrors.firstLine(e)
              + "); put ai.djl.pytorch:pytorch-native-cpu for this system on the class path, or set"
              + " PYTORCH_LIBRARY_PATH",
          e);
    }
  }

  /**
   * Sets the number of threads that one operation uses. libtorch has one such number per process:
   * it holds for every model in this JVM.
   *
   * @param threads at least 1, or 0 to leave libtorch's number as it is
   * @return the number in force
   */
  public static int useThreads(int threads) {
    if (threads > 0) {
      JniUtils.setNumThreads(threads);
    }
    return JniUtils.getNumThreads();
  }

  private static void setDefaultLevel(Logger logger, Level level) {
    if (logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }

  private static void keepQuiet() {
    // DJL reports its first use to its makers and downloads what it misses, unless told not to.
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    // The engine logs a note about the optimizer of TorchScript, which is not used here.
    if (System.getProperty(OPTIMIZER_NOTE) == null) {
      System.setProperty(OPTIMIZER_NOTE, "false");
    }
    setDefaultLevel(DJL_LOG, Level.WARNING);
    // It warns of every machine without a CUDA driver; TorchDevice says so where it matters.
    setDefaultLevel(CUDA_LOG, Level.SEVERE);
  }
}
