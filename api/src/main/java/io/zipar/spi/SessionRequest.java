/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Visibility;
import java.util.List;
import java.util.Objects;

/** What a {@link ModelSession} is opened for. An immutable value. */
@ApiStatus.Experimental(since = "0.1")
public final class SessionRequest {
  private final SequenceLayout layout;
  private final List<Lane> lanes;
  private final Visibility visibility;

  private SessionRequest(SequenceLayout layout, List<Lane> lanes, Visibility visibility) {
    this.layout = Objects.requireNonNull(layout, "layout");
    this.lanes = List.copyOf(lanes);
    this.visibility = Objects.requireNonNull(visibility, "visibility");
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one lane");
    }
  }

  /**
   * A request with visibility {@link Visibility#WRITTEN}.
   *
   * @param layout a layout of the model, from {@link TokenModel#layout}
   * @param lanes the sequences of the batch, at least one; passes name them by their index here
   * @return the request
   * @throws IllegalArgumentException if there is no lane
   */
  public static SessionRequest of(SequenceLayout layout, List<Lane> lanes) {
    return new SessionRequest(layout, lanes, Visibility.WRITTEN);
  }

  /**
   * The same request with another visibility.
   *
   * @param changed which slots are attended to
   * @return a new request
   */
  public SessionRequest with(Visibility changed) {
    return new SessionRequest(layout, lanes, changed);
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
}
