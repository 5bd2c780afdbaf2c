/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes what a pickle calls: tensors and dictionaries. A call of anything else makes an object of
 * which only the name is known; no code of a pickle is ever run.
 */
final class PickleCalls {
  private static final int MAX_RANK = 16;
  private static final int ENTRY_BYTES = 96;
  private static final int OBJECT_BYTES = 160;
  private static final int DTYPE = 6;

  private final PickleBudget budget;

  PickleCalls(PickleBudget budget) {
    this.budget = budget;
  }

  /** What a call gives; both may be any object of the pickle. */
  Object call(Object callee, Object arguments) {
    if (!(callee instanceof ClassName name)) {
      budget.charge(OBJECT_BYTES);
      return new ForeignObject("an object");
    }
    Object[] args = arguments instanceof Object[] given ? given : new Object[0];
    return switch (name.full()) {
      case "torch._tensor._rebuild_from_type_v2", "torch._tensor._rebuild_from_type" ->
          args.length > 2 && args[0] instanceof ClassName of && args[2] instanceof Object[] inner
              ? direct(of, inner)
              : foreign(name);
      case "copyreg._reconstructor", "copy_reg._reconstructor" -> reconstructed(name, args);
      case "copyreg.__newobj__", "copy_reg.__newobj__" ->
          args.length > 0 && args[0] instanceof ClassName of
              ? direct(of, Arrays.copyOfRange(args, 1, args.length))
              : foreign(name);
      default -> direct(name, args);
    };
  }

  /** An object as protocols 0 and 1 describe it: class, its base and what the base holds. */
  private Object reconstructed(ClassName name, Object[] args) {
    if (args.length < 3 || !(args[0] instanceof ClassName of)) {
      return foreign(name);
    }
    return direct(of, args[2] instanceof Map ? new Object[] {args[2]} : new Object[0]);
  }

  private Object direct(ClassName name, Object[] args) {
    return switch (name.full()) {
      case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" -> tensor(args);
      case "torch._utils._rebuild_tensor_v3" -> typedTensor(args);
      case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" ->
          parameter(args);
      case "torch.Size", "torch._C.Size" -> args.length == 1 ? args[0] : args;
      case "collections.OrderedDict",
          "collections.defaultdict",
          "collections.Counter",
          "builtins.dict",
          "__builtin__.dict" ->
          dictionary(args);
      default -> foreign(name, args);
    };
  }

  private ForeignObject foreign(ClassName name, Object... args) {
    budget.charge(OBJECT_BYTES);
    ForeignObject object = new ForeignObject(name.full());
    // Subclasses of dictionaries are made with their items.
    for (Object arg : args) {
      if (arg instanceof Map<?, ?> items) {
        fill(object.entries(), items);
      }
    }
    return object;
  }

  private Map<Object, Object> dictionary(Object[] args) {
    budget.charge(OBJECT_BYTES);
    Map<Object, Object> made = new LinkedHashMap<>();
    for (Object arg : args) {
      if (arg instanceof Map<?, ?> items) {
        fill(made, items);
      } else if (arg instanceof List<?> pairs) {
        pairs.forEach(pair -> put(made, pair));
      }
    }
    return made;
  }

  private void fill(Map<Object, Object> made, Map<?, ?> items) {
    budget.charge((long) ENTRY_BYTES * items.size());
    made.putAll(items);
  }

  private void put(Map<Object, Object> made, Object pair) {
    Object[] both =
        pair instanceof List<?> list && list.size() == 2 ? list.toArray() : new Object[0];
    Object[] sides = pair instanceof Object[] tuple && tuple.length == 2 ? tuple : both;
    if (sides.length == 2) {
      put(made, sides[0], sides[1]);
    }
  }

  /** Puts an entry; keys that are neither text nor number name nothing that is looked for. */
  void put(Map<Object, Object> made, Object key, Object value) {
    budget.charge(ENTRY_BYTES);
    // Hashing a key that holds itself would never end.
    if (key instanceof String || key instanceof Number) {
      made.put(key, value);
    }
  }

  /** Arguments: storage, offset, sizes, strides, and what only training needs. */
  private TensorView tensor(Object[] args) {
    if (args.length < 4
        || !(args[0] instanceof Storage storage)
        || !(args[2] instanceof Object[] sizes)
        || !(args[3] instanceof Object[] strides)
        || sizes.length != strides.length
        || sizes.length > MAX_RANK) {
      throw new InvalidInputException(
          "a tensor is not made of storage, offset, sizes and as many strides, at most "
              + MAX_RANK);
    }
    budget.charge(OBJECT_BYTES + 64L * sizes.length);
    return new TensorView(storage, whole(args[1]), wholes(sizes), wholes(strides));
  }

  /** A tensor of a storage without a type, which comes behind what training needs. */
  private TensorView typedTensor(Object[] args) {
    TensorView untyped = tensor(args);
    if (args.length <= DTYPE || !(args[DTYPE] instanceof ClassName dtype)) {
      throw new InvalidInputException("a tensor is made without its type of elements");
    }
    StorageType type =
        StorageType.ofElements(dtype.name())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "a tensor has elements of the unknown type " + dtype.full()));
    Storage bytes = untyped.storage();
    int width = bytes.type().bytes();
    long length = bytes.elements() > Long.MAX_VALUE / width ? 0 : bytes.elements() * width;
    return new TensorView(
        new Storage(type, bytes.key(), length / type.bytes()),
        untyped.offset(),
        untyped.sizes(),
        untyped.strides());
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

  static long whole(Object value) {
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw new InvalidInputException("a size, stride or offset is no whole number of at least 0");
  }
}
