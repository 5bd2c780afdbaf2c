/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.FileTensor;
import io.zipar.models.format.FileTensorStore;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the views that a pickle describes against the storages in the archive. */
final class ViewResolver {
  private final CheckpointFile file;
  private final StoragePlaces places;

  private ViewResolver(CheckpointFile file, StoragePlaces places) {
    this.file = file;
    this.places = places;
  }

  /** The tensors of a checkpoint, in a store that owns the file. */
  static TensorStore store(
      CheckpointFile file,
      StoragePlaces places,
      PickledCheckpoint checkpoint,
      List<String> groups) {
    ViewResolver resolver = new ViewResolver(file, places);
    Map<String, Tensor> tensors = new HashMap<>();
    Map<String, String> unreadable = new HashMap<>();
    checkpoint
        .tensors(groups)
        .forEach(
            (name, view) -> {
              StorageType type = view.storage().type();
              if (type.readable().isPresent()) {
                tensors.put(name, resolver.resolve(name, view, type.readable().get()));
              } else {
                unreadable.put(name, type.className());
              }
            });
    return new FileTensorStore(file, tensors, unreadable, checkpoint.plainValues());
  }

  private Tensor resolve(String name, TensorView view, ElementType type) {
    ByteRange range = storage(name, view.storage());
    Shape shape = shape(name, view);
    checkReach(name, view, shape);
    long offset = range.offset() + view.offset() * type.bytes();
    if (isRowMajor(shape, view.strides())) {
      return new FileTensor(file, name, shape, type, offset);
    }
    return new StridedTensor(file, name, shape, type, offset, view.strides());
  }

  private ByteRange storage(String name, Storage storage) {
    String member = places.name(storage.key());
    ByteRange range =
        places
            .find(storage.key())
            .orElseThrow(() -> file.invalid("tensor " + name + ": " + member + " is missing"));
    if (storage.elements() > range.length() / storage.type().bytes()) {
      throw file.invalid(
          "tensor "
              + name
              + ": "
              + member
              + " has "
              + range.length()
              + " bytes, too few for "
              + storage.elements()
              + " elements of "
              + storage.type().className());
    }
    return range;
  }

  private Shape shape(String name, TensorView view) {
    try {
      return new Shape(view.sizes());
    } catch (IllegalArgumentException e) {
      throw file.invalid("tensor " + name + ": " + e.getMessage(), e);
    }
  }

  private void checkReach(String name, TensorView view, Shape shape) {
    long available = view.storage().elements();
    if (shape.elements() == 0) {
      return;
    }
    long last = view.offset();
    try {
      for (int d = 0; d < shape.rank(); d++) {
        long step = Math.multiplyExact(shape.dimension(d) - 1, view.strides().get(d));
        last = Math.addExact(last, step);
      }
    } catch (ArithmeticException e) {
      throw beyond(name, view, shape);
    }
    if (last >= available) {
      throw beyond(name, view, shape);
    }
    // Strides of 0 would make a tensor of any size from one element.
    if (shape.elements() > available) {
      throw file.invalid(
          "tensor "
              + name
              + " "
              + shape
              + " repeats the "
              + available
              + " elements of its storage, expected each once");
    }
  }

  private InvalidInputException beyond(String name, TensorView view, Shape shape) {
    return file.invalid(
        "tensor "
            + name
            + " "
            + shape
            + " with strides "
            + view.strides()
            + " from element "
            + view.offset()
            + " on reaches beyond the "
            + view.storage().elements()
            + " elements of its storage");
  }

  private static boolean isRowMajor(Shape shape, List<Long> strides) {
    long expected = 1;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      if (shape.dimension(d) != 1 && strides.get(d) != expected) {
        return shape.elements() == 0;
      }
      expected *= shape.dimension(d);
    }
    return true;
  }
}
