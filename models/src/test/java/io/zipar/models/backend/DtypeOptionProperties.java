/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class DtypeOptionProperties {
  /** A type of a backend. */
  private record Type(String name) {}

  private static OptionValues values(OptionSpec spec, Map<String, String> given) {
    return OptionValues.of("backend 'made up'", List.of(spec), given);
  }

  @Property
  void everyTypeIsFoundByItsNameAndTheFirstIsTheDefault(
      @ForAll @Size(min = 1, max = 5) @UniqueElements
          List<@AlphaChars @StringLength(min = 1, max = 9) String> names) {
    List<Type> types = names.stream().map(Type::new).toList();
    DtypeOption<Type> option = new DtypeOption<>(types, Type::name);
    OptionSpec spec = option.spec("precision");
    assertEquals("dtype", spec.name());
    assertEquals(types.get(0), option.in(values(spec, Map.of())));
    for (Type type : types) {
      assertEquals(type, option.in(values(spec, Map.of("dtype", type.name()))));
    }
  }

  @Example
  void anotherNameIsRefusedInOneLine() {
    DtypeOption<Type> option =
        new DtypeOption<>(List.of(new Type("float32"), new Type("int8")), Type::name);
    String user =
        assertThrows(
                InvalidInputException.class,
                () -> values(option.spec("precision"), Map.of("dtype", "float8")))
            .getMessage();
    assertEquals("backend 'made up': option dtype=float8 is not float32 | int8", user);
    OptionValues others = values(OptionSpec.text("dtype", "float8", "of another"), Map.of());
    assertEquals(
        "no dtype 'float8', expected one of float32, int8",
        assertThrows(IllegalArgumentException.class, () -> option.in(others)).getMessage());
  }

  @Example
  void namesAreToldApart() {
    assertThrows(
        IllegalArgumentException.class, () -> new DtypeOption<Type>(List.of(), Type::name));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DtypeOption<>(List.of(new Type("a"), new Type("a")), Type::name));
  }
}
