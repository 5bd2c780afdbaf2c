/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ApiStatus;
import java.util.ServiceLoader;

/**
 * Where the providers of a service are looked for: among the modules beside the API where that is a
 * module itself, on the class path where it stands there. With modules the class path is not
 * searched: that would open every jar of both paths, a noticeable part of a start. Safe for several
 * threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Services {
  private static final Module API = Services.class.getModule();

  private Services() {}

  /**
   * The providers that are installed. The caller's module need not say {@code uses}.
   *
   * @param <T> the service
   * @param service a type that its module exports to all
   * @return loads and creates them when asked; as any {@link ServiceLoader} it throws {@link
   *     java.util.ServiceConfigurationError} where one cannot be used
   */
  public static <T> ServiceLoader<T> installed(Class<T> service) {
    return API.isNamed()
        ? in(API.getLayer(), service)
        // The thread's loader, as ServiceLoader itself has it.
        : in(Thread.currentThread().getContextClassLoader(), service);
  }

  static <T> ServiceLoader<T> in(ModuleLayer layer, Class<T> service) {
    announce(service);
    return ServiceLoader.load(layer, service);
  }

  static <T> ServiceLoader<T> in(ClassLoader classes, Class<T> service) {
    announce(service);
    return ServiceLoader.load(service, classes);
  }

  /** Services of other modules than the API: this module looks for them. */
  private static void announce(Class<?> service) {
    API.addReads(service.getModule());
    API.addUses(service);
  }
}
