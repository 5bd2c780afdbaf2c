/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionText implements IVersionProvider {
  /** Creates a provider. */
  public VersionText() {}

  @Override
  public String[] getVersion() {
    ModuleDescriptor module = VersionText.class.getModule().getDescriptor();
    String version = module == null ? "development" : module.rawVersion().orElse("development");
    return new String[] {
      "ZipAR for Java " + version,
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
