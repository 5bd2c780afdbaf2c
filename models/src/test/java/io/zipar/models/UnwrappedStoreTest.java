/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.ShapeStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrappedStoreTest {
  @Property(tries = 100)
  void aWrapperOfAllNamesIsTakenOff(
      @ForAll @Size(min = 1, max = 5)
          Set<@AlphaChars @StringLength(min = 1, max = 6) String> names) {
    for (String prefix :
        List.of(
            "module.", "_orig_mod.", "model.", "module._orig_mod.", "model._orig_mod.module.")) {
      TensorStore store =
          UnwrappedStore.of(store(names.stream().map(name -> prefix + name).toList()));
      assertEquals(Set.copyOf(names), Set.copyOf(store.names()), prefix);
      names.forEach(
          name -> assertEquals(prefix + name, store.find(name).orElseThrow().name(), prefix));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.a b",
        "model.a modules.b",
        "module. module.a",
        "model.embed_tokens.weight model.layers.0.x",
        "other.a other.b"
      })
  void otherNamesAreLeft(String names) {
    TensorStore store = store(List.of(names.split(" ")));
    assertSame(store, UnwrappedStore.of(store));
  }

  @Test
  void aWrapperOfALanguageModelIsTakenOffOnce() {
    TensorStore store =
        UnwrappedStore.of(
            store(List.of("model.model.embed_tokens.weight", "model.model.norm.weight")));
    assertEquals(
        List.of("model.embed_tokens.weight", "model.norm.weight"), List.copyOf(store.names()));
  }

  private static ShapeStore store(List<String> names) {
    Map<String, Shape> shapes = new TreeMap<>();
    names.forEach(name -> shapes.put(name, Shape.of(1)));
    return ShapeStore.of(shapes);
  }
}
