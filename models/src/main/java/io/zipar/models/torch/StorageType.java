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
  FLOAT("FloatStorage", "float32", 4, ElementType.FLOAT32),
  HALF("HalfStorage", "float16", 2, ElementType.FLOAT16),
  BFLOAT16("BFloat16Storage", "bfloat16", 2, ElementType.BFLOAT16),
  DOUBLE("DoubleStorage", "float64", 8, ElementType.FLOAT64),
  LONG("LongStorage", "int64", 8, ElementType.INT64),
  INT("IntStorage", "int32", 4),
  SHORT("ShortStorage", "int16", 2),
  CHAR("CharStorage", "int8", 1),
  BYTE("ByteStorage", "uint8", 1),
  BOOL("BoolStorage", "bool", 1),
  COMPLEX_FLOAT("ComplexFloatStorage", "complex64", 8),
  COMPLEX_DOUBLE("ComplexDoubleStorage", "complex128", 16),
  QUANTIZED_BYTE("QUInt8Storage", "quint8", 1),
  QUANTIZED_CHAR("QInt8Storage", "qint8", 1),
  QUANTIZED_INT("QInt32Storage", "qint32", 4),
  UNTYPED("UntypedStorage", "", 1),
  FLOAT8_E4M3("", "float8_e4m3fn", 1),
  FLOAT8_E5M2("", "float8_e5m2", 1),
  UNSIGNED_SHORT("", "uint16", 2),
  UNSIGNED_INT("", "uint32", 4),
  UNSIGNED_LONG("", "uint64", 8);

  private final String className;
  private final String elements;
  private final int bytes;
  private final Optional<ElementType> readable;

  StorageType(String className, String elements, int bytes) {
    this.className = className;
    this.elements = elements;
    this.bytes = bytes;
    this.readable = Optional.empty();
  }

  StorageType(String className, String elements, int bytes, ElementType readable) {
    this.className = className;
    this.elements = elements;
    this.bytes = bytes;
    this.readable = Optional.of(readable);
  }

  /** Finds the type of elements that torch calls so, for example {@code float32}. */
  static Optional<StorageType> ofElements(String name) {
    return Arrays.stream(values())
        .filter(type -> !name.isEmpty() && type.elements.equals(name))
        .findFirst();
  }

  static Optional<StorageType> of(String className) {
    return Arrays.stream(values())
        .filter(type -> !className.isEmpty() && type.className.equals(className))
        .findFirst();
  }

  /** A name for errors. */
  String className() {
    return className.isEmpty() ? elements : className;
  }

  int bytes() {
    return bytes;
  }

  /** How to read the elements, empty for types that no weight has. */
  Optional<ElementType> readable() {
    return readable;
  }
}
