/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import com.google.inject.AbstractModule;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.PixelImage;
import io.zipar.ZiparException;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.spi.TensorSpec;
import io.zipar.models.tensor.Shape;
import io.zipar.models.text.TextTokenizer;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelFiles;
import io.zipar.plugin.Plugins;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.MemoryNeed;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TextEncoder;
import io.zipar.spi.TokenModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A backend {@code fake}, a strategy and a model that need no file: what a test of the command line
 * runs on. The path of the model is not looked at; a path named {@code no-vq} has no image
 * tokenizer, one named {@code other-vq} another one, one named {@code no-text} no text tokenizer,
 * and one named {@code words} is a model that is prompted, one named {@code captions} is
 * conditioned on captions. A text encoder named {@code wide} has more features than that takes.
 */
public final class FakePlugins extends AbstractModule implements Catalog, ModelFiles {
  private static final int OTHER_CODES = 2;

  private final int codes;
  private final Consumer<ForwardPass> observer;
  private final List<String> opened = new ArrayList<>();
  private int openTextTokenizers;
  private int closedTextTokenizers;

  /**
   * Creates the plugins.
   *
   * @param codes size of the codebook
   * @param observer sees every pass
   */
  public FakePlugins(int codes, Consumer<ForwardPass> observer) {
    this.codes = codes;
    this.observer = observer;
  }

  /**
   * What backends were asked to load.
   *
   * @return {@code model}, {@code tokenizer} and {@code encoder} in the order of the calls, and
   *     {@code released} where the latter was closed
   */
  public List<String> opened() {
    return opened;
  }

  /**
   * Text tokenizers that were opened and not closed.
   *
   * @return at least 0, unless one was closed twice
   */
  public int openTextTokenizers() {
    return openTextTokenizers;
  }

  /**
   * Text tokenizers that were closed.
   *
   * @return how often one was
   */
  public int closedTextTokenizers() {
    return closedTextTokenizers;
  }

  @Override
  protected void configure() {
    bind(Catalog.class).toInstance(this);
    bind(ModelFiles.class).toInstance(this);
    bind(Measures.class).toInstance(Measures.installed());
  }

  @Override
  public Plugins<DecodingStrategy> strategies(Consumer<ZiparException> problems) {
    return Plugins.strategies(
        List.of(Plugins.strategies().named("jacobi"), new Sequential()), problems);
  }

  @Override
  public Plugins<ModelBackend> backends(Consumer<ZiparException> problems) {
    return Plugins.backends(List.of(new Backend(), new LargeBackend()), problems);
  }

  @Override
  public List<Architecture> architectures() {
    FakeSource source = new FakeSource(false);
    TensorSpec weights = new TensorSpec("weights", Shape.of(1_234_567), TensorSpec.Fill.RANDOM);
    return List.of(
        new Architecture(
            "GPT-FAKE", "fake", "nothing", source.sizes(), source.defaultGrid(), List.of(weights)));
  }

  @Override
  public List<PackagedModel> packaged() {
    return List.of();
  }

  @Override
  public List<NetworkKind> kinds() {
    return List.of(new NetworkKind("Fake", "class", Grid.of(4, 4), GenerationDefaults.of(2.5, 7)));
  }

  @Override
  public TransformerSource openTransformer(
      Path path, Optional<String> architecture, Map<String, String> options) {
    return new FakeSource(
        path.endsWith("words") || path.endsWith("no-text"), path.endsWith("captions"));
  }

  @Override
  public Optional<TextTokenizer> openTextTokenizer(Path model) {
    return model.endsWith("no-text") ? Optional.empty() : Optional.of(new Letters());
  }

  @Override
  public TextEncoderSource openTextEncoder(Path path) {
    return new FakeTextEncoder.Source(path.endsWith("wide") ? 3 : 2);
  }

  @Override
  public Optional<Path> findImageTokenizer(Path model) {
    return model.endsWith("no-vq") ? Optional.empty() : Optional.of(model.resolve("vq.pt"));
  }

  @Override
  public ImageTokenizerSource openImageTokenizer(Path path) {
    return new FakeImageTokenizerSource(
        path.toAbsolutePath().getParent().endsWith("other-vq") ? OTHER_CODES * codes : codes);
  }

  @Override
  public TransformerSource randomTransformer(String architecture, long seed) {
    return new FakeSource(false);
  }

  /** Letters by their place in the alphabet. */
  private final class Letters implements TextTokenizer {
    Letters() {
      openTextTokenizers++;
    }

    @Override
    public int[] encode(String text) {
      return text.chars().map(letter -> letter - 'a').toArray();
    }

    @Override
    public void close() {
      openTextTokenizers--;
      closedTextTokenizers++;
    }
  }

  private record FakeImageTokenizerSource(int codes) implements ImageTokenizerSource {
    @Override
    public ImageTokenizerNetwork network() {
      return new ImageTokenizerNetwork(
          "fake", codes, 1, false, 1, null, List.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public String describe() {
      return "fake tokenizer";
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private class Backend implements ModelBackend {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String summary() {
      return "runs nothing";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(
          OptionSpec.text("device", "cpu", "where"),
          OptionSpec.integer("threads", 0, 8, 0, "how many"));
    }

    @Override
    public TokenModel openModel(ModelSource source, OptionValues options) {
      opened.add("model");
      return new WatchedModel(observer);
    }

    @Override
    public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
      opened.add("tokenizer");
      return new GreyTokenizer(((FakeImageTokenizerSource) source).codes());
    }

    @Override
    public TextEncoder openTextEncoder(ModelSource source, OptionValues options) {
      opened.add("encoder");
      return new FakeTextEncoder(() -> opened.add("released"));
    }
  }

  /** A backend that has precisions, and models that are large. */
  private final class LargeBackend extends Backend {
    @Override
    public String name() {
      return "large";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(OptionSpec.choice("dtype", List.of("huge", "small"), "small", "which"));
    }

    @Override
    public Optional<MemoryNeed> memoryNeed(
        ModelSource source, OptionValues options, List<Integer> lanes) {
      return Optional.of(
          new MemoryNeed(0, options.text("dtype").equals("huge") ? Long.MAX_VALUE / 2 : 1));
    }
  }

  private record GreyTokenizer(int codebookSize) implements ImageTokenizer {
    @Override
    public int downsampling() {
      return 1;
    }

    @Override
    public PixelImage decode(Grid grid, int[] tokens) {
      float[] planes = new float[3 * tokens.length];
      for (int i = 0; i < planes.length; i++) {
        planes[i] = 2f * tokens[i % tokens.length] / codebookSize - 1;
      }
      return new PixelImage(grid.columns(), grid.rows(), planes);
    }

    @Override
    public Encoded encode(PixelImage image) {
      int[] tokens = new int[image.width() * image.height()];
      for (int i = 0; i < tokens.length; i++) {
        float value = image.value(0, i / image.width(), i % image.width());
        tokens[i] = Math.min(codebookSize - 1, Math.round((value + 1) * codebookSize / 2));
      }
      return new Encoded(Grid.of(image.height(), image.width()), tokens);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
