/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.zipar.models.disk.WholeFile;
import io.zipar.training.support.BrokenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a training needs to go on: parameters, moments, number of steps done. */
public final class SavedState {
  private static final String STEP = "step";
  private static final String PARAMETER = "parameter:";
  private static final String MEAN = "mean:";
  private static final String VARIANCE = "variance:";

  private SavedState() {}

  /**
   * Writes the state; the file is whole or as it was.
   *
   * @param file the target
   * @param step steps done
   * @param parameters what is learned
   * @param optimizer its moments
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, int step, Parameters parameters, Optimizer optimizer)
      throws IOException {
    try (NDManager scratch = Torch.newManager()) {
      NDList list = new NDList();
      add(list, scratch, STEP, scratch.create(step));
      addAll(list, scratch, PARAMETER, parameters.all());
      addAll(list, scratch, MEAN, optimizer.means());
      addAll(list, scratch, VARIANCE, optimizer.variances());
      WholeFile.write(file, list::encode);
    }
  }

  /**
   * Reads a state back.
   *
   * @param file written by {@link #write}
   * @param parameters receives the arrays
   * @param optimizer receives the moments
   * @return steps done
   * @throws io.zipar.InvalidInputException if it cannot be read, or is of another network
   */
  public static int read(Path file, Parameters parameters, Optimizer optimizer) {
    try {
      return readUnchecked(file, parameters, optimizer);
    } catch (IOException | RuntimeException e) {
      throw BrokenFile.error(file, e);
    }
  }

  private static int readUnchecked(Path file, Parameters parameters, Optimizer optimizer)
      throws IOException {
    try (NDManager scratch = Torch.newManager();
        InputStream in = Files.newInputStream(file)) {
      NDList list = NDList.decode(scratch, in);
      for (NDArray array : list) {
        if (array.getName().startsWith(PARAMETER)) {
          String name = array.getName().substring(PARAMETER.length());
          parameters.restore(name, array);
          NDArray mean = list.get(MEAN + name);
          if (mean != null) {
            optimizer.restore(name, mean, Optional.ofNullable(list.get(VARIANCE + name)));
          }
        }
      }
      NDArray step = list.get(STEP);
      if (step == null) {
        throw new IOException("it holds no number of steps");
      }
      return step.getInt();
    }
  }

  private static void addAll(
      NDList list, NDManager scratch, String kind, Map<String, NDArray> arrays) {
    arrays.forEach((name, array) -> add(list, scratch, kind + name, array.duplicate()));
  }

  private static void add(NDList list, NDManager scratch, String name, NDArray array) {
    array.attach(scratch);
    array.setName(name);
    list.add(array);
  }
}
