/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import java.util.Optional;

/** Where the bytes of storages lie in a file. */
interface StoragePlaces {
  /** The bytes of a storage by its key, empty if there is none. */
  Optional<ByteRange> find(String key);

  /** What a storage is called in errors. */
  String name(String key);
}
