/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles state dicts and nothing else. A pickle is a program: it may name any class and call it.
 * So only those opcodes run that {@code torch.save} writes (protocol 2), only the classes of {@link
 * Constructor} can be named, and no method of an object is called. All opcodes that allocate by a
 * number in the pickle, look classes up, call, or are slow on a deep stack in the library are done
 * here; the simple ones by the library. Not for several threads.
 */
final class StateDictUnpickler extends Unpickler {
  /** A checkpoint with optimizer states runs some ten thousand opcodes; each makes an object. */
  private static final int MAX_OPCODES = 1 << 19;

  /** Not the library's own mark, which this class cannot see. */
  private static final Object MARK = new Object();

  private int opcodes;

  @Override
  protected Object dispatch(short opcode) throws IOException {
    if (++opcodes > MAX_OPCODES) {
      throw new InvalidInputException(
          "the pickle takes more than " + MAX_OPCODES + " steps, no state dict does");
    }
    switch (opcode) {
      case Opcodes.PROTO,
          Opcodes.STOP,
          Opcodes.POP,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.LONG1,
          Opcodes.BINFLOAT,
          Opcodes.SHORT_BINSTRING,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.EMPTY_LIST,
          Opcodes.APPEND,
          Opcodes.EMPTY_DICT,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPERSID -> {
        return super.dispatch(opcode);
      }
      case Opcodes.MARK -> stack.add(MARK);
      case Opcodes.TUPLE -> stack.add(sinceMark().toArray());
      case Opcodes.APPENDS -> appendAll(sinceMark());
      case Opcodes.SETITEM -> setItem();
      case Opcodes.SETITEMS -> setItems(sinceMark());
      case Opcodes.BINUNICODE, Opcodes.BINSTRING -> stack.add(text());
      case Opcodes.GLOBAL -> global();
      case Opcodes.REDUCE, Opcodes.NEWOBJ -> call();
      case Opcodes.BUILD -> skipState();
      default ->
          throw new InvalidInputException(
              "the pickle uses opcode 0x"
                  + Integer.toHexString(opcode & 0xff)
                  + ", which torch.save does not write");
    }
    return NO_RETURN_VALUE;
  }

  @Override
  protected Object persistentLoad(Object id) {
    if (!(id instanceof Object[] parts)
        || parts.length != 5
        || !"storage".equals(parts[0])
        || !(parts[1] instanceof Constructor type)
        || !(parts[2] instanceof String key)
        || !(type.call().apply(new Object[0]) instanceof StorageType storageType)) {
      throw new InvalidInputException("the pickle refers to something that is no torch storage");
    }
    return new Storage(storageType, key, Constructor.whole(parts[4]));
  }

  private void global() throws IOException {
    String module = PickleUtils.readline(input);
    String name = PickleUtils.readline(input);
    stack.add(
        Constructor.of(module, name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the pickle names forbidden class " + shown(module) + "." + shown(name))));
  }

  private void call() {
    Object args = stack.pop();
    Object callee = stack.pop();
    if (!(args instanceof Object[] values) || !(callee instanceof Constructor constructor)) {
      throw new InvalidInputException("the pickle calls something that is no class");
    }
    stack.add(constructor.call().apply(values));
  }

  /** Drops what would be set as attributes: {@code _metadata} of an OrderedDict, arguments. */
  private void skipState() {
    stack.pop();
    Object target = stack.peek();
    if (!(target instanceof Map) && !(target instanceof Inert)) {
      throw new InvalidInputException("the pickle sets the state of an object that has none");
    }
  }

  private void setItem() {
    Object value = stack.pop();
    Object key = stack.pop();
    setItems(Arrays.asList(key, value));
  }

  private void setItems(List<Object> items) {
    @SuppressWarnings("unchecked")
    Map<Object, Object> target = (Map<Object, Object>) stack.peek();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      Object key = items.get(i);
      // Hashing a key that holds itself would never end.
      if (key != null && !(key instanceof String || key instanceof Number)) {
        throw new InvalidInputException("the pickle has a key that is neither text nor number");
      }
      target.put(key, items.get(i + 1));
    }
  }

  private void appendAll(List<Object> items) {
    @SuppressWarnings("unchecked")
    List<Object> target = (List<Object>) stack.peek();
    target.addAll(items);
  }

  private List<Object> sinceMark() {
    List<Object> items = new ArrayList<>();
    for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
      items.add(item);
    }
    Collections.reverse(items);
    return items;
  }

  private String text() throws IOException {
    int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, 4));
    if (length < 0 || length > input.available()) {
      throw new InvalidInputException("the pickle holds a text that is longer than the pickle");
    }
    return new String(PickleUtils.readbytes(input, length), StandardCharsets.UTF_8);
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "..." : name;
  }
}
