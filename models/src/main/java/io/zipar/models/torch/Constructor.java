/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The classes and functions that a state dict needs, and no other. Each makes plain data.
 *
 * @param name as the pickle gives it
 * @param call makes the value from positional arguments
 */
record Constructor(String name, Function<Object[], Object> call) {
  private static final int MAX_RANK = 16;

  /** Finds the constructor of a class, empty if a state dict has no business with it. */
  static Optional<Constructor> of(String module, String className) {
    String name = module + "." + className;
    if (module.equals("torch")) {
      return StorageType.of(className).map(type -> new Constructor(name, args -> type));
    }
    return switch (name) {
      case "collections.OrderedDict" -> Optional.of(new Constructor(name, Constructor::dictionary));
      case "torch._utils._rebuild_tensor_v2" ->
          Optional.of(new Constructor(name, Constructor::tensor));
      case "torch._utils._rebuild_parameter" ->
          Optional.of(new Constructor(name, Constructor::parameter));
      case "argparse.Namespace" -> Optional.of(new Constructor(name, args -> new Inert(name)));
      default -> Optional.empty();
    };
  }

  private static Object dictionary(Object[] args) {
    if (args.length != 0) {
      throw new InvalidInputException("an OrderedDict is made with arguments, expected none");
    }
    return new LinkedHashMap<Object, Object>();
  }

  /** Arguments: storage, offset, sizes, strides, and what only training needs. */
  private static Object tensor(Object[] args) {
    if (args.length < 4
        || !(args[0] instanceof Storage storage)
        || !(args[2] instanceof Object[] sizes)
        || !(args[3] instanceof Object[] strides)
        || sizes.length != strides.length
        || sizes.length > MAX_RANK) {
      throw new InvalidInputException(
          "a tensor is not made of storage, offset, sizes and as many strides");
    }
    return new TensorView(storage, whole(args[1]), wholes(sizes), wholes(strides));
  }

  /** Arguments: the tensor, and what only training needs. */
  private static Object parameter(Object[] args) {
    if (args.length < 1 || !(args[0] instanceof TensorView tensor)) {
      throw new InvalidInputException("a parameter is not made of a tensor");
    }
    return tensor;
  }

  private static List<Long> wholes(Object[] values) {
    List<Long> numbers = new ArrayList<>();
    for (Object value : values) {
      numbers.add(whole(value));
    }
    return List.copyOf(numbers);
  }

  /** A number that is not negative; the library makes Integer or Long of it. */
  static long whole(Object value) {
    if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
      return ((Number) value).longValue();
    }
    throw new InvalidInputException("a size, stride or offset is no whole number of at least 0");
  }
}
