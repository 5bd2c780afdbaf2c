/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.PluginException;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.plugin.Plugins;
import io.zipar.plugin.Services;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The model families and text tokenizers that a {@link ModelLoader} asks, each list in the order in
 * which it is asked. Immutable, safe for several threads.
 *
 * @param transformers families of transformers
 * @param imageTokenizers families of image tokenizers
 * @param textEncoders families of text encoders
 * @param textTokenizers formats of text tokenizers
 */
@ApiStatus.Experimental(since = "0.1")
public record ModelFamilies(
    List<TransformerFamily> transformers,
    List<ImageTokenizerFamily> imageTokenizers,
    List<TextEncoderFamily> textEncoders,
    List<TextTokenizerFactory> textTokenizers) {
  private static final ModelFamilies NONE =
      new ModelFamilies(List.of(), List.of(), List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @throws PluginException if two members of a list have the same name
   */
  public ModelFamilies {
    transformers = checked("transformer family", transformers, TransformerFamily::name);
    imageTokenizers =
        checked("image tokenizer family", imageTokenizers, ImageTokenizerFamily::name);
    textEncoders = checked("text encoder family", textEncoders, TextEncoderFamily::name);
    textTokenizers = checked("text tokenizer", textTokenizers, TextTokenizerFactory::name);
  }

  /**
   * No family at all.
   *
   * @return empty lists
   */
  public static ModelFamilies none() {
    return NONE;
  }

  /**
   * Everything that is installed: see {@link Services}.
   *
   * @return all families and text tokenizers
   * @throws PluginException if one cannot be created, or two have the same name
   */
  public static ModelFamilies discover() {
    try {
      return new ModelFamilies(
          all(TransformerFamily.class),
          all(ImageTokenizerFamily.class),
          all(TextEncoderFamily.class),
          all(TextTokenizerFactory.class));
    } catch (ServiceConfigurationError e) {
      throw new PluginException(
          "model family or text tokenizer", "cannot be created: " + e.getMessage(), e);
    }
  }

  /**
   * These and further ones.
   *
   * @param more asked after these
   * @return all of them
   * @throws PluginException if two of the same kind have the same name
   */
  public ModelFamilies with(ModelFamilies more) {
    return new ModelFamilies(
        joined(transformers, more.transformers),
        joined(imageTokenizers, more.imageTokenizers),
        joined(textEncoders, more.textEncoders),
        joined(textTokenizers, more.textTokenizers));
  }

  private static <T> List<T> all(Class<T> service) {
    return Services.installed(service).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static <T> List<T> checked(String kind, List<T> members, Function<T, String> nameOf) {
    Map<String, T> byName = new HashMap<>();
    for (T member : members) {
      T other = byName.put(nameOf.apply(member), member);
      if (other != null) {
        throw new PluginException(
            kind + " '" + nameOf.apply(member) + "'",
            "two plugins have this name: "
                + Plugins.origin(other)
                + " and "
                + Plugins.origin(member));
      }
    }
    return List.copyOf(members);
  }
}
