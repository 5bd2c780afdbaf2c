/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.DraftCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is kept of one image besides its tokens.
 *
 * @param image its number in the combination, from 0
 * @param seed its seed
 * @param subject its class or prompt in words, for example {@code class 3}
 * @param state how it ended
 * @param reason why it was not done; empty if it was
 * @param batch the number of its batch in the combination, from 0
 * @param passes forward passes until its last token
 * @param fed tokens that were fed for it
 * @param standIns of these, stand-ins for a token that was not known yet
 * @param drafts of these, drafts
 * @param draftCounts what became of the drafts
 * @param places of the drafts in their passes
 * @param tokenHash the beginning of the SHA-256 of its tokens
 * @param times what its batch took, divided by the images of the batch
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageRow(
    int image,
    long seed,
    String subject,
    State state,
    Optional<String> reason,
    int batch,
    int passes,
    long fed,
    long standIns,
    long drafts,
    DraftCounts draftCounts,
    Places places,
    String tokenHash,
    Times times) {
  /** How an image ended. */
  public enum State {
    /** Every cell has its token. */
    DONE,
    /** Its batch failed. */
    FAILED,
    /** It was not begun any more. */
    CANCELLED
  }

  /**
   * Wall times, in nanoseconds.
   *
   * @param total everything
   * @param model in forward passes
   * @param sampling in guidance, filters and draws
   * @param strategy in the strategy
   */
  public record Times(long total, long model, long sampling, long strategy) {
    /** Nothing was timed. */
    public static final Times NONE = new Times(0, 0, 0, 0);
  }

  /**
   * Drafts by their place among those of a pass: the first draft that was fed has place 0.
   *
   * @param drafts how many there were at each place
   * @param accepted how many of these were accepted, as many numbers
   */
  public record Places(List<Integer> drafts, List<Integer> accepted) {
    /** No drafts. */
    public static final Places NONE = new Places(List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are not of one length
     */
    public Places {
      drafts = List.copyOf(drafts);
      accepted = List.copyOf(accepted);
      if (drafts.size() != accepted.size()) {
        throw new IllegalArgumentException("every place has drafts and accepted ones");
      }
    }
  }

  /**
   * An image that has no tokens.
   *
   * @param image its number
   * @param seed its seed
   * @param subject what it was to show
   * @param state failed or cancelled
   * @param reason why
   * @param batch the number of its batch
   * @param tokenHash the hash of the tokens that stand for none
   * @return the row
   */
  public static ImageRow without(
      int image,
      long seed,
      String subject,
      State state,
      String reason,
      int batch,
      String tokenHash) {
    return new ImageRow(
        image,
        seed,
        subject,
        state,
        Optional.of(reason),
        batch,
        0,
        0,
        0,
        0,
        DraftCounts.NONE,
        Places.NONE,
        tokenHash,
        Times.NONE);
  }

  /** A line of {@code images.jsonl}. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("image", image);
    json.addProperty("seed", seed);
    json.addProperty("subject", subject);
    json.addProperty("state", state.name().toLowerCase(Locale.ROOT));
    reason.ifPresent(text -> json.addProperty("reason", text));
    json.addProperty("batch", batch);
    json.addProperty("passes", passes);
    json.addProperty("fed", fed);
    json.addProperty("standIns", standIns);
    json.addProperty("drafts", drafts);
    json.addProperty("accepted", draftCounts.accepted());
    json.addProperty("rejected", draftCounts.rejected());
    json.addProperty("recovered", draftCounts.recovered());
    json.addProperty("bonus", draftCounts.bonus());
    json.add("draftsAt", array(places.drafts));
    json.add("acceptedAt", array(places.accepted));
    json.addProperty("tokens", tokenHash);
    json.addProperty("ms", times.total / 1e6);
    json.addProperty("modelMs", times.model / 1e6);
    json.addProperty("samplingMs", times.sampling / 1e6);
    json.addProperty("strategyMs", times.strategy / 1e6);
    return json;
  }

  /** Throws a RuntimeException of Gson's or of the JDK where something is missing or else. */
  static ImageRow read(JsonObject json) {
    return new ImageRow(
        json.get("image").getAsInt(),
        json.get("seed").getAsLong(),
        json.get("subject").getAsString(),
        State.valueOf(json.get("state").getAsString().toUpperCase(Locale.ROOT)),
        Optional.ofNullable(json.get("reason")).map(each -> each.getAsString()),
        json.get("batch").getAsInt(),
        json.get("passes").getAsInt(),
        json.get("fed").getAsLong(),
        json.get("standIns").getAsLong(),
        json.get("drafts").getAsLong(),
        new DraftCounts(
            json.get("accepted").getAsLong(),
            json.get("rejected").getAsLong(),
            json.get("recovered").getAsLong(),
            json.get("bonus").getAsLong()),
        new Places(numbers(json, "draftsAt"), numbers(json, "acceptedAt")),
        json.get("tokens").getAsString(),
        new Times(
            nanos(json, "ms"),
            nanos(json, "modelMs"),
            nanos(json, "samplingMs"),
            nanos(json, "strategyMs")));
  }

  private static JsonArray array(List<Integer> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(array::add);
    return array;
  }

  private static List<Integer> numbers(JsonObject json, String name) {
    List<Integer> numbers = new ArrayList<>();
    json.getAsJsonArray(name).forEach(each -> numbers.add(each.getAsInt()));
    return numbers;
  }

  private static long nanos(JsonObject json, String name) {
    return Math.round(json.get(name).getAsDouble() * 1e6);
  }
}
