/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle of any protocol from 0 to 5 as data. Its values are null, Boolean, Long, Double,
 * String, List, Object[] for tuples, Map, {@link ClassName}, {@link Storage}, {@link TensorView},
 * and {@link ForeignObject} for everything that is no such thing. Time and memory are bounded.
 */
final class PickleMachine {
  private static final int NUMBER_BYTES = 40;
  private static final int CONTAINER_BYTES = 160;
  private static final int MAX_DIGITS = 18;
  private static final int NEWEST_PROTOCOL = 5;

  /** What stands for bytes, sets and numbers beyond 64 bits; nobody looks at them. */
  private static final ForeignObject SKIPPED = new ForeignObject("a value");

  private static final Object MARK = new Object();

  private final PickleInput input;
  private final StorageReferences references;
  private final PickleBudget budget = new PickleBudget();
  private final PickleCalls calls = new PickleCalls(budget);
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private PickleMachine(PickleInput input, StorageReferences references) {
    this.input = input;
    this.references = references;
  }

  /**
   * Reads one pickle.
   *
   * @param input stands at its beginning, afterwards behind it
   * @param references receives the storages that it refers to
   * @return its value
   * @throws InvalidInputException if it is broken or too large
   */
  static Object read(PickleInput input, StorageReferences references) {
    PickleMachine machine = new PickleMachine(input, references);
    int opcode = input.unsignedByte();
    while (opcode != '.') {
      machine.run(opcode);
      opcode = input.unsignedByte();
    }
    return machine.pop();
  }

  private void run(int opcode) {
    switch (opcode) {
      case '(' -> push(MARK, Long.BYTES);
      case '0' -> popAny();
      case '1' -> sinceMark();
      case '2' -> push(top(), Long.BYTES);
      case 'N' -> push(null, Long.BYTES);
      case 'e' -> append(sinceMark());
      case 'a' -> append(Collections.singletonList(pop()));
      case 's' -> setItem();
      case 'u' -> setItems(sinceMark());
      case 'd' -> push(dictionary(sinceMark()), CONTAINER_BYTES);
      case '}' -> push(new LinkedHashMap<>(), CONTAINER_BYTES);
      case ']' -> push(new ArrayList<>(), CONTAINER_BYTES);
      case 'l' -> push(sinceMark(), CONTAINER_BYTES);
      case ')' -> pushTuple(List.of());
      case 't' -> pushTuple(sinceMark());
      case 0x85 -> pushTuple(last(1));
      case 0x86 -> pushTuple(last(2));
      case 0x87 -> pushTuple(last(3));
      case 'b' -> build();
      case 'R', 0x81 -> call();
      case 0x92 -> {
        pop();
        call();
      }
      case 'i' -> instance();
      case 'o' -> object();
      case 'c' -> pushClass(input.line(), input.line());
      case 0x93 -> stackClass();
      case 'P' -> push(references.load(input.line(), budget), Long.BYTES);
      case 'Q' -> push(references.load(pop(), budget), Long.BYTES);
      default -> runSimple(opcode);
    }
  }

  /** Numbers, texts, bytes, the memo and what frames a pickle. */
  private void runSimple(int opcode) {
    switch (opcode) {
      case 0x80 -> protocol();
      case 0x95 -> input.skip(Long.BYTES);
      case 0x88 -> push(true, Long.BYTES);
      case 0x89 -> push(false, Long.BYTES);
      case 'I' -> push(numberInText(input.line()), NUMBER_BYTES);
      case 'L' -> push(numberInText(input.line()), NUMBER_BYTES);
      case 'J' -> push(input.signed(4), NUMBER_BYTES);
      case 'K' -> push((long) input.unsignedByte(), NUMBER_BYTES);
      case 'M' -> push(input.unsigned(2), NUMBER_BYTES);
      case 0x8a -> push(number(input.unsignedByte()), NUMBER_BYTES);
      case 0x8b -> push(number(input.unsigned(4)), NUMBER_BYTES);
      case 'F' -> push(decimalInText(input.line()), NUMBER_BYTES);
      case 'G' -> push(input.bigEndianDouble(), NUMBER_BYTES);
      case 'S' -> pushText(PickleText.quoted(input.line()));
      case 'V' -> pushText(PickleText.unicode(input.line()));
      case 'T' -> pushText(input.latin(input.signed(4)));
      case 'U' -> pushText(input.latin(input.unsignedByte()));
      case 'X' -> pushText(input.text(input.unsigned(4)));
      case 0x8c -> pushText(input.text(input.unsignedByte()));
      case 0x8d -> pushText(input.text(input.unsigned(8)));
      case 'B' -> skipped(input.unsigned(4));
      case 'C' -> skipped(input.unsignedByte());
      case 0x8e, 0x96 -> skipped(input.unsigned(8));
      case 0x8f, 0x97 -> skipped(0);
      case 0x90 -> sinceMark();
      case 0x91 -> {
        sinceMark();
        skipped(0);
      }
      case 0x82 -> skippedBehind(1);
      case 0x83 -> skippedBehind(2);
      case 0x84 -> skippedBehind(4);
      case 0x98 -> top();
      default -> runMemo(opcode);
    }
  }

  private void runMemo(int opcode) {
    switch (opcode) {
      case 'p' -> remember(index(input.line()));
      case 'q' -> remember(input.unsignedByte());
      case 'r' -> remember(input.unsigned(4));
      case 0x94 -> remember(memo.size());
      case 'g' -> recall(index(input.line()));
      case 'h' -> recall(input.unsignedByte());
      case 'j' -> recall(input.unsigned(4));
      default ->
          throw new InvalidInputException(
              "its pickle is broken: byte 0x"
                  + Integer.toHexString(opcode)
                  + " at "
                  + (input.position() - 1)
                  + " is no opcode of protocols 0 to "
                  + NEWEST_PROTOCOL);
    }
  }

  private void protocol() {
    int protocol = input.unsignedByte();
    if (protocol > NEWEST_PROTOCOL) {
      throw new InvalidInputException(
          "its pickle is of protocol " + protocol + ", known are 0 to " + NEWEST_PROTOCOL);
    }
  }

  private void push(Object value, long bytes) {
    budget.charge(bytes);
    stack.add(value);
  }

  private void pushText(String text) {
    push(text, 64 + 2L * text.length());
  }

  private void pushTuple(List<Object> items) {
    push(items.toArray(), 24 + 8L * items.size());
  }

  private void pushClass(String module, String name) {
    push(new ClassName(module, name), 160 + 2L * (module.length() + name.length()));
  }

  private void skipped(long bytes) {
    input.skip(bytes);
    push(SKIPPED, Long.BYTES);
  }

  private void skippedBehind(int bytes) {
    input.skip(bytes);
    push(SKIPPED, Long.BYTES);
  }

  private Object number(long length) {
    if (length <= Long.BYTES) {
      return input.signed((int) length);
    }
    input.skip(length);
    return SKIPPED;
  }

  private static Object numberInText(String line) {
    if (line.equals("00") || line.equals("01")) {
      return line.equals("01");
    }
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    boolean small = digits.length() <= MAX_DIGITS && digits.matches("-?[0-9]+");
    return small ? Long.parseLong(digits) : SKIPPED;
  }

  private static Object decimalInText(String line) {
    try {
      return line.length() < 64 ? Double.parseDouble(line) : SKIPPED;
    } catch (NumberFormatException e) {
      return SKIPPED;
    }
  }

  private static long index(String line) {
    if (!line.matches("[0-9]{1,9}")) {
      throw broken("a number of a remembered value is none");
    }
    return Long.parseLong(line);
  }

  private void remember(long index) {
    budget.charge(96);
    memo.put(index, top());
  }

  private void recall(long index) {
    if (!memo.containsKey(index)) {
      throw broken("it recalls a value that it has not remembered");
    }
    push(memo.get(index), Long.BYTES);
  }

  private void call() {
    Object args = pop();
    push(calls.call(pop(), args), Long.BYTES);
  }

  private void instance() {
    ClassName name = new ClassName(input.line(), input.line());
    push(calls.call(name, sinceMark().toArray()), CONTAINER_BYTES);
  }

  private void object() {
    List<Object> items = sinceMark();
    if (items.isEmpty()) {
      throw broken("it makes an object without a class");
    }
    push(calls.call(items.get(0), items.subList(1, items.size()).toArray()), CONTAINER_BYTES);
  }

  private void stackClass() {
    Object name = pop();
    Object module = pop();
    if (!(name instanceof String text) || !(module instanceof String owner)) {
      throw broken("the name of a class is no text");
    }
    pushClass(owner, text);
  }

  /** Attributes of a foreign object are kept; those of others are of no use here. */
  private void build() {
    Object state = pop();
    if (top() instanceof ForeignObject object && object != SKIPPED) {
      Object[] parts = state instanceof Object[] both ? both : new Object[] {state};
      for (Object part : parts) {
        if (part instanceof Map<?, ?> attributes) {
          attributes.forEach((key, value) -> calls.put(object.entries(), key, value));
        }
      }
    }
  }

  private Map<Object, Object> dictionary(List<Object> items) {
    Map<Object, Object> made = new LinkedHashMap<>();
    putAll(made, items);
    return made;
  }

  private void setItem() {
    setItems(last(2));
  }

  @SuppressWarnings("unchecked")
  private void setItems(List<Object> items) {
    if (top() instanceof Map<?, ?> map) {
      putAll((Map<Object, Object>) map, items);
    } else if (top() instanceof ForeignObject object) {
      if (object != SKIPPED) {
        putAll(object.entries(), items);
      }
    } else {
      throw broken("it sets entries of what is no dictionary");
    }
  }

  private void putAll(Map<Object, Object> target, List<Object> items) {
    for (int i = 0; i + 1 < items.size(); i += 2) {
      calls.put(target, items.get(i), items.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> items) {
    if (top() instanceof List<?> list) {
      budget.charge(8L * items.size());
      ((List<Object>) list).addAll(items);
    } else if (!(top() instanceof ForeignObject)) {
      throw broken("it appends to what is no list");
    }
  }

  private List<Object> sinceMark() {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw broken("it closes what it has not opened");
    }
    List<Object> items = last(stack.size() - mark - 1);
    stack.remove(mark);
    return items;
  }

  private List<Object> last(int count) {
    if (count > stack.size()) {
      throw broken("it takes more values than it has made");
    }
    List<Object> tail = stack.subList(stack.size() - count, stack.size());
    List<Object> items = new ArrayList<>(tail);
    tail.clear();
    return items;
  }

  private Object top() {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
      throw broken("it takes more values than it has made");
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private void popAny() {
    if (stack.isEmpty()) {
      throw broken("it takes more values than it has made");
    }
    stack.remove(stack.size() - 1);
  }

  private static InvalidInputException broken(String problem) {
    return new InvalidInputException("its pickle is broken: " + problem);
  }
}
