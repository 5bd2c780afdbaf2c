/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.models.tensor.ElementType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of torch's storages by the names that pickles give them. */
enum StorageType {
  FLOAT("FloatStorage", 4, ElementType.FLOAT32),
  HALF("HalfStorage", 2, ElementType.FLOAT16),
  BFLOAT16("BFloat16Storage", 2, ElementType.BFLOAT16),
  DOUBLE("DoubleStorage", 8, ElementType.FLOAT64),
  LONG("LongStorage", 8, ElementType.INT64),
  INT("IntStorage", 4),
  SHORT("ShortStorage", 2),
  CHAR("CharStorage", 1),
  BYTE("ByteStorage", 1),
  BOOL("BoolStorage", 1),
  COMPLEX_FLOAT("ComplexFloatStorage", 8),
  COMPLEX_DOUBLE("ComplexDoubleStorage", 16);

  private final String className;
  private final int bytes;
  private final Optional<ElementType> readable;

  StorageType(String className, int bytes) {
    this.className = className;
    this.bytes = bytes;
    this.readable = Optional.empty();
  }

  StorageType(String className, int bytes, ElementType readable) {
    this.className = className;
    this.bytes = bytes;
    this.readable = Optional.of(readable);
  }

  static Optional<StorageType> of(String className) {
    return Arrays.stream(values()).filter(type -> type.className.equals(className)).findFirst();
  }

  String className() {
    return className;
  }

  int bytes() {
    return bytes;
  }

  /** How to read the elements, empty for types that no weight has. */
  Optional<ElementType> readable() {
    return readable;
  }
}
