/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.spi;

import io.zipar.ApiStatus;
import java.util.concurrent.Callable;

/**
 * A command of the command line: a service with a public constructor without parameters, annotated
 * with picocli's {@code Command}, which names it, and with its options. A new one of ours is its
 * class and its entry among the services, and no other place names it; one from outside is found in
 * the folder of {@code --plugins}.
 *
 * <p>It is created when it is the one that is run or helped with. Guice fills its {@code @Inject}
 * fields before it is called: {@code Catalog}, {@code ModelFiles} and {@code Watch} of the
 * pipeline, {@code Measures} of the evaluation. It prints to {@code spec.commandLine().getOut()}.
 * Its module opens its package to {@code info.picocli} and {@code com.google.guice}.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TerminalCommand extends Callable<Integer> {
  /**
   * Runs the command, once and on one thread.
   *
   * @return the exit code: 0 done, 1 a failure, 2 bad input
   * @throws io.zipar.InvalidInputException if an option cannot be used; its message is printed, and
   *     the exit code is 2
   * @throws io.zipar.ZiparException if something else fails; likewise with 1
   */
  @Override
  Integer call();
}
