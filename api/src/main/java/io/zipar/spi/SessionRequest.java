/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Visibility;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** What a {@link ModelSession} is opened for. An immutable value. */
@ApiStatus.Experimental(since = "0.1")
public final class SessionRequest {
  private final SequenceLayout layout;
  private final List<Lane> lanes;
  private final Visibility visibility;
  private final Optional<Probing> probing;

  /** A probe and who hears of it. */
  private record Probing(AttentionProbe probe, Consumer<AttentionMap> receiver) {
    Probing {
      Objects.requireNonNull(probe, "probe");
      Objects.requireNonNull(receiver, "receiver");
    }
  }

  private SessionRequest(
      SequenceLayout layout, List<Lane> lanes, Visibility visibility, Optional<Probing> probing) {
    this.layout = Objects.requireNonNull(layout, "layout");
    this.lanes = List.copyOf(lanes);
    this.visibility = Objects.requireNonNull(visibility, "visibility");
    this.probing = probing;
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one lane");
    }
  }

  /**
   * A request with visibility {@link Visibility#WRITTEN} and without a probe.
   *
   * @param layout a layout of the model, from {@link TokenModel#layout}
   * @param lanes the sequences of the batch, at least one; passes name them by their index here
   * @return the request
   * @throws IllegalArgumentException if there is no lane
   */
  public static SessionRequest of(SequenceLayout layout, List<Lane> lanes) {
    return new SessionRequest(layout, lanes, Visibility.WRITTEN, Optional.empty());
  }

  /**
   * The same request with another visibility.
   *
   * @param changed which slots are attended to
   * @return a new request
   */
  public SessionRequest with(Visibility changed) {
    return new SessionRequest(layout, lanes, changed, probing);
  }

  /**
   * The same request with a probe of attention.
   *
   * @param probe which attention is looked at
   * @param receiver hears of each lane of each pass in each layer of the probe. Called within
   *     {@link ModelSession#forward}, from its thread, layer by layer; must not call the session.
   *     What it throws ends the pass
   * @return a new request
   */
  public SessionRequest with(AttentionProbe probe, Consumer<AttentionMap> receiver) {
    return new SessionRequest(layout, lanes, visibility, Optional.of(new Probing(probe, receiver)));
  }

  /**
   * Where the cells lie in the sequence.
   *
   * @return a layout of the model
   */
  public SequenceLayout layout() {
    return layout;
  }

  /**
   * The sequences of the batch.
   *
   * @return at least one; passes name them by their index here
   */
  public List<Lane> lanes() {
    return lanes;
  }

  /**
   * Which slots are attended to.
   *
   * @return the setting
   */
  public Visibility visibility() {
    return visibility;
  }

  /**
   * Which attention is looked at.
   *
   * @return empty if none is
   */
  public Optional<AttentionProbe> attentionProbe() {
    return probing.map(Probing::probe);
  }

  /**
   * Hears what the probe finds.
   *
   * @return the receiver; one that does nothing without a probe
   */
  public Consumer<AttentionMap> attentionReceiver() {
    return probing.map(Probing::receiver).orElse(map -> {});
  }

  /**
   * Requires that a model can do what is asked besides running. A model calls it when it is asked
   * to open a session.
   *
   * @param model describes the model
   * @throws io.zipar.InvalidInputException if the request has a probe that does not fit the model
   */
  public void requireFits(ModelInfo model) {
    probing.ifPresent(asked -> asked.probe().requireFits(model));
  }
}
