/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import java.util.List;
import java.util.Objects;

/**
 * What there is to know about an opened model without running it. An immutable value; equal if all
 * it says is equal.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ModelInfo {
  private final String name;
  private final Grid defaultGrid;
  private final TokenNumbering tokens;
  private final long parameters;
  private final long bytesPerPass;
  private final long multiplicationsPerToken;
  private final long multiplicationsPerTarget;
  private final String device;
  private final String dtype;
  private final GenerationDefaults defaults;
  private final Prediction prediction;
  private final List<DraftHead> draftHeads;
  private final int attentionLayers;
  private final int attentionHeads;

  private ModelInfo(Parts parts) {
    name = Objects.requireNonNull(parts.name, "name");
    defaultGrid = Objects.requireNonNull(parts.defaultGrid, "defaultGrid");
    tokens = Objects.requireNonNull(parts.tokens, "tokens");
    parameters = parts.parameters;
    bytesPerPass = parts.bytesPerPass;
    multiplicationsPerToken = parts.multiplicationsPerToken;
    multiplicationsPerTarget = parts.multiplicationsPerTarget;
    device = Objects.requireNonNull(parts.device, "device");
    dtype = Objects.requireNonNull(parts.dtype, "dtype");
    defaults = Objects.requireNonNull(parts.defaults, "defaults");
    prediction = Objects.requireNonNull(parts.prediction, "prediction");
    draftHeads = List.copyOf(parts.draftHeads);
    attentionLayers = parts.attentionLayers;
    attentionHeads = parts.attentionHeads;
  }

  /** The values of a new one while it is put together. */
  private static final class Parts {
    private String name;
    private Grid defaultGrid;
    private TokenNumbering tokens;
    private long parameters;
    private long bytesPerPass;
    private long multiplicationsPerToken;
    private long multiplicationsPerTarget;
    private String device = "jvm";
    private String dtype = "exact";
    private GenerationDefaults defaults = GenerationDefaults.PLAIN;
    private Prediction prediction = Prediction.SUCCESSOR;
    private List<DraftHead> draftHeads = List.of();
    private int attentionLayers;
    private int attentionHeads;
  }

  private Parts parts() {
    Parts parts = new Parts();
    parts.name = name;
    parts.defaultGrid = defaultGrid;
    parts.tokens = tokens;
    parts.parameters = parameters;
    parts.bytesPerPass = bytesPerPass;
    parts.multiplicationsPerToken = multiplicationsPerToken;
    parts.multiplicationsPerTarget = multiplicationsPerTarget;
    parts.device = device;
    parts.dtype = dtype;
    parts.defaults = defaults;
    parts.prediction = prediction;
    parts.draftHeads = draftHeads;
    parts.attentionLayers = attentionLayers;
    parts.attentionHeads = attentionHeads;
    return parts;
  }

  /**
   * Describes a model that predicts successors, has no weights and is published without settings;
   * the {@code with} methods say more.
   *
   * @param name a few words for logs and tables, for example {@code LlamaGen c2i, 343M parameters}
   * @param tokens what the tokens are in the checkpoint
   * @param defaultGrid the grid that the model was made for
   * @return the description
   */
  public static ModelInfo of(String name, TokenNumbering tokens, Grid defaultGrid) {
    Parts parts = new Parts();
    parts.name = name;
    parts.tokens = tokens;
    parts.defaultGrid = defaultGrid;
    return new ModelInfo(parts);
  }

  /**
   * As {@link #of(String, TokenNumbering, Grid)}, for a model whose tokens are all image tokens.
   *
   * @param name a few words for logs and tables
   * @param vocabulary number of tokens, at least 1
   * @param defaultGrid the grid that the model was made for
   * @return the description
   * @throws IllegalArgumentException if the vocabulary is empty
   */
  public static ModelInfo of(String name, int vocabulary, Grid defaultGrid) {
    return of(name, TokenNumbering.plain(vocabulary), defaultGrid);
  }

  /**
   * The same model with its weights.
   *
   * @param count number of weights
   * @param readPerPass bytes of weights that one forward pass reads, in the precision they run in;
   *     divided by the machine's read bandwidth this is the least time a pass can take
   * @return a new description
   */
  public ModelInfo withWeights(long count, long readPerPass) {
    Parts parts = parts();
    parts.parameters = count;
    parts.bytesPerPass = readPerPass;
    return new ModelInfo(parts);
  }

  /**
   * The same model with the work of a pass.
   *
   * @param perToken multiplications of weights for a token that is fed, at least 0
   * @param perTarget those for a target or a draft besides, at least 0
   * @return a new description
   * @throws IllegalArgumentException if a number is negative
   */
  public ModelInfo withMultiplications(long perToken, long perTarget) {
    if (perToken < 0 || perTarget < 0) {
      throw new IllegalArgumentException(
          perToken + " multiplications a token, " + perTarget + " a target");
    }
    Parts parts = parts();
    parts.multiplicationsPerToken = perToken;
    parts.multiplicationsPerTarget = perTarget;
    return new ModelInfo(parts);
  }

  /**
   * The same model elsewhere.
   *
   * @param changedDevice where it runs, for example {@code cpu}
   * @param changedDtype precision that the weights run in, for example {@code float32}
   * @return a new description
   */
  public ModelInfo withDevice(String changedDevice, String changedDtype) {
    Parts parts = parts();
    parts.device = changedDevice;
    parts.dtype = changedDtype;
    return new ModelInfo(parts);
  }

  /**
   * The same model with other settings.
   *
   * @param changed the settings that it is published with
   * @return a new description
   */
  public ModelInfo withDefaults(GenerationDefaults changed) {
    Parts parts = parts();
    parts.defaults = changed;
    return new ModelInfo(parts);
  }

  /**
   * The same model with another prediction.
   *
   * @param changed how it predicts
   * @return a new description
   */
  public ModelInfo withPrediction(Prediction changed) {
    Parts parts = parts();
    parts.prediction = changed;
    return new ModelInfo(parts);
  }

  /**
   * The same model with other draft heads.
   *
   * @param changed the heads, in the order in which steps number them
   * @return a new description
   */
  public ModelInfo withDraftHeads(List<DraftHead> changed) {
    Parts parts = parts();
    parts.draftHeads = changed;
    return new ModelInfo(parts);
  }

  /**
   * The same model with attention that can be probed.
   *
   * @param layers number of attention layers, at least 1; probes name them from 0
   * @param heads number of heads in each, at least 1
   * @return a new description
   * @throws IllegalArgumentException if there is no layer or no head
   */
  public ModelInfo withAttention(int layers, int heads) {
    if (layers < 1 || heads < 1) {
      throw new IllegalArgumentException(layers + " attention layers of " + heads + " heads");
    }
    Parts parts = parts();
    parts.attentionLayers = layers;
    parts.attentionHeads = heads;
    return new ModelInfo(parts);
  }

  /**
   * The name.
   *
   * @return a few words for logs and tables
   */
  public String name() {
    return name;
  }

  /**
   * Counts the tokens, image tokens and structural ones. A row of logits has this length, and the
   * logits of structural tokens are minus infinity.
   *
   * @return at least 1
   */
  public int vocabulary() {
    return tokens.size();
  }

  /**
   * The grid that the model was made for.
   *
   * @return the default of a request
   */
  public Grid defaultGrid() {
    return defaultGrid;
  }

  /**
   * Counts the weights.
   *
   * @return 0 if there are none
   */
  public long parameters() {
    return parameters;
  }

  /**
   * What one forward pass reads of the weights.
   *
   * @return bytes, in the precision they run in
   */
  public long bytesPerPass() {
    return bytesPerPass;
  }

  /**
   * Counts the multiplications of weights for a token that is fed. Each comes with an addition.
   * Those of attention, which grow with the image, are not among them.
   *
   * @return 0 if they are not known
   */
  public long multiplicationsPerToken() {
    return multiplicationsPerToken;
  }

  /**
   * Counts the multiplications of weights for a target that is asked for, and for a draft, besides
   * those of the token that is fed.
   *
   * @return 0 if they are not known
   */
  public long multiplicationsPerTarget() {
    return multiplicationsPerTarget;
  }

  /**
   * Where the model runs.
   *
   * @return for example {@code cpu}
   */
  public String device() {
    return device;
  }

  /**
   * The precision that the weights run in.
   *
   * @return for example {@code float32}
   */
  public String dtype() {
    return dtype;
  }

  /**
   * What the tokens are in the checkpoint.
   *
   * @return their numbering
   */
  public TokenNumbering tokens() {
    return tokens;
  }

  /**
   * The settings that the model is published with.
   *
   * @return guidance and sampling
   */
  public GenerationDefaults defaults() {
    return defaults;
  }

  /**
   * How the model predicts.
   *
   * @return what decides which targets a step may ask for
   */
  public Prediction prediction() {
    return prediction;
  }

  /**
   * What the model guesses besides.
   *
   * @return the heads in the order in which steps number them; empty for most models
   */
  public List<DraftHead> draftHeads() {
    return draftHeads;
  }

  /**
   * Counts the attention layers that an {@link AttentionProbe} can look at.
   *
   * @return 0 if the model cannot be probed
   */
  public int attentionLayers() {
    return attentionLayers;
  }

  /**
   * Counts the heads of an attention layer.
   *
   * @return 0 if the model cannot be probed
   */
  public int attentionHeads() {
    return attentionHeads;
  }

  private List<Object> values() {
    return List.of(
        name,
        defaultGrid,
        tokens,
        parameters,
        bytesPerPass,
        multiplicationsPerToken,
        multiplicationsPerTarget,
        device,
        dtype,
        defaults,
        prediction,
        draftHeads,
        attentionLayers,
        attentionHeads);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelInfo that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return name + " on " + device + " in " + dtype;
  }
}
