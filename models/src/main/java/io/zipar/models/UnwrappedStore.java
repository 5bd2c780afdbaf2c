/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.tensor.PlainValues;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tensors of a checkpoint whose names all begin with the name of a wrapper that the model was
 * trained in: {@code module.} of DistributedDataParallel, {@code _orig_mod.} of torch.compile,
 * {@code model.} of Lightning. The wrapper's name is taken off.
 */
final class UnwrappedStore implements TensorStore {
  private static final String LIGHTNING = "model.";
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.", LIGHTNING);

  /**
   * Where it stands, the names are those of the Hugging Face library, which begin so themselves.
   */
  private static final String OWN = "model.embed_tokens.";

  private final TensorStore wrapped;
  private final String prefix;
  private final SortedSet<String> names;

  private UnwrappedStore(TensorStore wrapped, String prefix) {
    this.wrapped = wrapped;
    this.prefix = prefix;
    this.names =
        Collections.unmodifiableSortedSet(
            wrapped.names().stream()
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * Takes the names of wrappers off, however many there are.
   *
   * @param store the tensors
   * @return the same store where there is no wrapper, else one that closes it
   */
  static TensorStore of(TensorStore store) {
    StringBuilder prefix = new StringBuilder();
    Optional<String> next = wrapper(store.names(), "");
    while (next.isPresent()) {
      prefix.append(next.get());
      next = wrapper(store.names(), prefix.toString());
    }
    return prefix.isEmpty() ? store : new UnwrappedStore(store, prefix.toString());
  }

  private static Optional<String> wrapper(SortedSet<String> names, String taken) {
    return WRAPPERS.stream()
        .filter(each -> !names.isEmpty())
        .filter(each -> names.stream().allMatch(name -> isMore(name, taken + each)))
        .filter(each -> !each.equals(LIGHTNING) || !isOwn(names, taken))
        .findFirst();
  }

  private static boolean isMore(String name, String prefix) {
    return name.startsWith(prefix) && name.length() > prefix.length();
  }

  private static boolean isOwn(SortedSet<String> names, String taken) {
    return names.stream().anyMatch(name -> name.startsWith(taken + OWN));
  }

  @Override
  public String describe() {
    return wrapped.describe();
  }

  @Override
  public SortedSet<String> names() {
    return names;
  }

  @Override
  public Optional<Tensor> find(String name) {
    return wrapped.find(prefix + name);
  }

  @Override
  public PlainValues plainValues() {
    return wrapped.plainValues();
  }

  @Override
  public List<Path> files() {
    return wrapped.files();
  }

  @Override
  public void close() {
    wrapped.close();
  }
}
