/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pickle refers to outside itself: the storages of tensors. */
final class StorageReferences {
  private static final int VIEW = 5;

  /** A reference in protocol 0, where it is the text of a tuple. */
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "\\('storage', <class 'torch\\.(?:cuda\\.|storage\\.)?(\\w{1,40})'>, '(\\w{1,40})',"
              + " '[^']{0,40}', (\\d{1,18})(?:, None)?\\)");

  private final Map<String, Storage> storages = new LinkedHashMap<>();

  /** All storages that were referred to, by their keys. */
  Map<String, Storage> storages() {
    return storages;
  }

  Object load(Object id, PickleBudget budget) {
    if (!(id instanceof Object[] parts)
        || parts.length < VIEW
        || !"storage".equals(parts[0])
        || !(parts[1] instanceof ClassName type)
        || !(parts[2] instanceof String key)) {
      budget.charge(160);
      return new ForeignObject("a reference");
    }
    if (parts.length > VIEW && parts[VIEW] != null) {
      throw new InvalidInputException(
          "its storages are parts of others, as torch before version 0.4 wrote them; load it with a"
              + " newer torch and save it again");
    }
    return add(type.name(), key, PickleCalls.whole(parts[4]), budget);
  }

  Object load(String text, PickleBudget budget) {
    Matcher matcher = IN_TEXT.matcher(text);
    if (!matcher.matches()) {
      budget.charge(160);
      return new ForeignObject("a reference");
    }
    return add(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3)), budget);
  }

  private Storage add(String type, String key, long elements, PickleBudget budget) {
    budget.charge(160);
    StorageType known =
        StorageType.of(type)
            .orElseThrow(
                () -> new InvalidInputException("a storage is of the unknown type " + type));
    Storage storage = new Storage(known, key, elements);
    storages.put(key, storage);
    return storage;
  }
}
