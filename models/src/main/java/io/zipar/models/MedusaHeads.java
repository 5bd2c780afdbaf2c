/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.models.network.Head;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.NetworkWrapper;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.SelectedRows;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.spi.DraftHead;
import io.zipar.spi.TokenNumbering;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Draft heads as the authors of Medusa lay them out (arXiv 2401.10774): head i is residual layers
 * {@code i.j.linear.weight} and {@code .bias} for j from 0, then the output matrix {@code
 * i.n.weight}; the names of older files begin with {@code medusa_head.}. They read what the model's
 * own output reads. Where no head has a matrix, all take the model's own, as later heads of the
 * authors do.
 *
 * <p>Head i looks i + 2 positions ahead of what it is fed. {@code medusa_targets} of the
 * configuration says it otherwise: for each head {@code "ROWS,POSITIONS"}, as {@link DraftHead}
 * counts them.
 *
 * @param tensors of the file
 * @param config what is said of them
 */
record MedusaHeads(TensorStore tensors, ModelConfig config) {
  private static final String OLD_PREFIX = "medusa_head.";
  private static final Pattern NAME =
      Pattern.compile("(?:medusa_head\\.)?(\\d{1,3})\\.(\\d{1,3})\\.(linear\\.)?(weight|bias)");
  private static final Pattern TARGET = Pattern.compile("(\\d{1,4}), ?(-?\\d{1,4})");

  private static final String COUNT = "medusa_num_heads";
  private static final String LAYERS = "medusa_num_layers";
  private static final String TARGETS = "medusa_targets";

  /** The transformer with these heads behind its own. */
  Transformer beside(Transformer base) {
    TreeSet<Integer> heads = new TreeSet<>();
    TreeSet<Integer> residuals = new TreeSet<>();
    boolean outputs = false;
    for (String name : tensors.names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        heads.add(Integer.valueOf(matcher.group(1)));
        if (matcher.group(3) != null) {
          residuals.add(Integer.valueOf(matcher.group(2)));
        } else {
          outputs = true;
        }
      }
    }
    if (heads.isEmpty()) {
      throw new InvalidInputException(
          tensors.describe()
              + ": holds no heads of Medusa, whose tensors are called 0.0.linear.weight and"
              + " 0.1.weight; its tensors are "
              + OneLine.of(String.join(", ", tensors.names().stream().limit(3).toList())));
    }
    int count = heads(heads.last() + 1);
    int layers = layers(residuals.isEmpty() ? 0 : residuals.last() + 1);
    List<DraftHead> displacements = displacements(count);
    Problems problems = new Problems(tensors.describe());
    CheckedWeights source = new CheckedWeights(tensors, problems);
    List<Head> read = new ArrayList<>();
    for (int head = 0; head < count; head++) {
      read.add(head(source, base, head, layers, outputs));
    }
    source.refuseOthers(name -> isOfHeadFrom(count, name));
    problems.check();
    return new Transformer(
        new WithHeads(base.network(), displacements), base.weights().withHeads(read));
  }

  /** A configuration may name fewer heads than there are, and the authors' code takes those. */
  private int heads(int found) {
    int stated = config.positive(COUNT).orElse(found);
    if (stated > found) {
      throw differs(COUNT, stated, found);
    }
    return stated;
  }

  private int layers(int found) {
    int stated = config.index(LAYERS).orElse(found);
    if (stated != found) {
      throw differs(LAYERS, stated, found);
    }
    return found;
  }

  private InvalidInputException differs(String key, int stated, int found) {
    return new InvalidInputException(
        config.source()
            + ": "
            + key
            + " is "
            + stated
            + ", but "
            + tensors.describe()
            + " holds the tensors of "
            + found);
  }

  private Head head(WeightSource source, Transformer base, int head, int layers, boolean outputs) {
    TransformerSizes sizes = base.network().sizes();
    int width = sizes.width();
    Head own = base.weights().heads().get(0);
    String prefix = (isOld() ? OLD_PREFIX : "") + head + ".";
    List<Head.Residual> residuals = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      Tensor matrix = finite(source.take(prefix + layer + ".linear.weight", width, width));
      Tensor bias = finite(source.take(prefix + layer + ".linear.bias", width));
      residuals.add(new Head.Residual(new Projection.Linear(matrix, Optional.of(bias))));
    }
    Projection output =
        outputs
            ? Projection.of(
                ofImageTokens(
                    finite(source.take(prefix + layers + ".weight", sizes.vocabulary(), width)),
                    base.network().tokens(),
                    sizes.vocabulary()))
            : own.output();
    return new Head(own.layer(), own.norm(), residuals, output);
  }

  private static boolean isOfHeadFrom(int count, String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && Integer.parseInt(matcher.group(1)) >= count;
  }

  private boolean isOld() {
    return tensors.names().stream().allMatch(name -> name.startsWith(OLD_PREFIX));
  }

  private Tensor finite(Tensor tensor) {
    return new FiniteTensor(tensor, tensors.describe());
  }

  /** The rows of image tokens, since the head's logits are those of image tokens alone. */
  private static Tensor ofImageTokens(Tensor matrix, TokenNumbering tokens, int vocabulary) {
    int[] rows = IntStream.range(0, tokens.imageTokens()).map(tokens::id).toArray();
    boolean all = rows.length == vocabulary && rows[0] == 0;
    return all ? matrix : new SelectedRows(matrix, rows);
  }

  private List<DraftHead> displacements(int count) {
    Map<String, String> stated = config.texts(TARGETS).orElse(Map.of());
    List<DraftHead> displacements = new ArrayList<>();
    for (int head = 0; head < count; head++) {
      String text = stated.get(Integer.toString(head));
      displacements.add(text == null ? DraftHead.ahead(head + 2) : displacement(head, text));
    }
    return displacements;
  }

  private DraftHead displacement(int head, String text) {
    Matcher matcher = TARGET.matcher(text);
    if (matcher.matches()) {
      int rows = Integer.parseInt(matcher.group(1));
      int positions = Integer.parseInt(matcher.group(2));
      if (rows > 0 || positions > 0) {
        return new DraftHead(rows, positions);
      }
    }
    throw new InvalidInputException(
        config.source()
            + ": "
            + TARGETS
            + " of head "
            + head
            + " is '"
            + OneLine.of(text)
            + "', not ROWS,POSITIONS that lead ahead, for example 0,2 or 1,-1");
  }

  /** A network that has draft heads besides. */
  private static final class WithHeads extends NetworkWrapper {
    private final String describe;
    private final List<DraftHead> heads;

    WithHeads(TransformerNetwork base, List<DraftHead> heads) {
      super(base);
      this.describe = base.describe() + ", " + heads.size() + " draft heads";
      this.heads = List.copyOf(heads);
    }

    @Override
    public String describe() {
      return describe;
    }

    @Override
    public List<DraftHead> draftHeads() {
      return heads;
    }
  }
}
