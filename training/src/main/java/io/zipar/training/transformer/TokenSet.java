/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import io.zipar.models.disk.WholeFile;
import io.zipar.training.support.Subjects;
import io.zipar.training.support.TrainingLog;
import io.zipar.training.tokenizer.TrainedTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Pictures or videos as tokens. Each has the class that belongs to its number.
 *
 * @param subjects what they are
 * @param first number of the first
 * @param cells tokens of a picture
 * @param tokens all pictures, one after the other; nobody writes to it
 */
public record TokenSet(Subjects subjects, long first, int cells, short[] tokens) {
  private static final int BATCH = 20;
  private static final int LOG_EVERY = 1000;

  /**
   * Number of pictures.
   *
   * @return at least 1
   */
  public int size() {
    return tokens.length / cells;
  }

  int label(int picture) {
    return subjects.label(first + picture);
  }

  long token(int picture, int cell) {
    return tokens[picture * cells + cell];
  }

  /**
   * Draws and encodes pictures, or reads them from the file of an earlier call.
   *
   * @param subjects what is drawn
   * @param file where the tokens are kept
   * @param tokenizer encodes
   * @param first number of the first picture
   * @param count number of pictures
   * @param cells tokens of a picture
   * @param log hears of the progress
   * @return the tokens
   * @throws IOException if the file cannot be read or written
   */
  public static TokenSet of(
      Subjects subjects,
      Path file,
      TrainedTokenizer tokenizer,
      long first,
      int count,
      int cells,
      TrainingLog log)
      throws IOException {
    short[] tokens = new short[count * cells];
    if (Files.exists(file) && Files.size(file) == 2L * tokens.length) {
      ByteBuffer.wrap(Files.readAllBytes(file)).asShortBuffer().get(tokens);
      return new TokenSet(subjects, first, cells, tokens);
    }
    for (int done = 0; done < count; done += BATCH) {
      int batch = Math.min(BATCH, count - done);
      int[] codes =
          tokenizer.encode(
              subjects.planes(first + done, batch), batch * subjects.frames(), subjects.side());
      for (int i = 0; i < codes.length; i++) {
        tokens[done * cells + i] = (short) codes[i];
      }
      if ((done + batch) % LOG_EVERY == 0) {
        log.say("tokens: " + (done + batch) + " of " + count);
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * tokens.length);
    bytes.asShortBuffer().put(tokens);
    WholeFile.write(file, out -> out.write(bytes.array()));
    return new TokenSet(subjects, first, cells, tokens);
  }

  /**
   * Mean negative log-likelihood of a token under the frequencies of all tokens of another set.
   *
   * @param training where tokens are counted, each once more than it occurs
   * @param vocabulary number of tokens
   * @return in nats per token
   */
  public double unigramLoss(TokenSet training, int vocabulary) {
    double[] counts = new double[vocabulary];
    Arrays.fill(counts, 1);
    for (short token : training.tokens) {
      counts[token]++;
    }
    double total = Arrays.stream(counts).sum();
    double loss = 0;
    for (short token : tokens) {
      loss -= Math.log(counts[token] / total);
    }
    return loss / tokens.length;
  }
}
