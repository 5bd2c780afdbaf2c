/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Parameters.Initial;
import java.util.List;

/**
 * RandAR (arXiv 2412.01827) on LlamaGen's transformer over whole pictures in one order of their
 * cells, in a form that can be differentiated: before every token stands a query that says which
 * cell is next. Not safe for several threads.
 */
final class QueriedForward {
  /** The one weight that LlamaGen does not have. */
  static final String INSTRUCTION = "pos_instruct_embeddings";

  private static final double DEVIATION = 0.03;

  private final Parameters parameters;
  private final TransformerShape shape;
  private final TransformerForward transformer;

  /**
   * A network.
   *
   * @param manager owns its tables
   * @param parameters its weights; made where they are missing
   * @param shape its sizes
   * @param order all cells
   */
  QueriedForward(
      NDManager manager, Parameters parameters, TransformerShape shape, List<Integer> order) {
    this.parameters = parameters;
    this.shape = shape;
    this.transformer =
        new TransformerForward(manager, parameters, shape, Arrangement.queried(order));
  }

  /**
   * Logits of every token given those before it in the order.
   *
   * @param labels batch classes, the number of classes for none
   * @param tokens batch x cells, in the order
   * @return (batch x cells) x vocabulary, in the order
   */
  NDArray logits(NDArray labels, NDArray tokens) {
    int width = shape.width();
    NDArray instruction = parameters.get(INSTRUCTION, Initial.NORMAL, DEVIATION, 1, width);
    NDArray turned = transformer.turned(instruction);
    // Of the slots behind the class, a query's and its token's are turned alike.
    NDArray queries = turned.get("1:").reshape(-1, 2, width).get(":, 0").reshape(1, -1, width);
    NDArray known = transformer.tokens(tokens);
    NDArray spread = queries.broadcast(known.getShape());
    NDArray pairs =
        NDArrays.concat(new NDList(spread, known), 2).reshape(tokens.getShape().get(0), -1, width);
    NDArray stream = transformer.behindTheClass(labels, pairs);
    NDArray hidden = transformer.norm("norm.weight", transformer.blocks(stream, 0, shape.layers()));
    NDArray asked = hidden.get(":, 1:").reshape(-1, 2, width).get(":, 0");
    return transformer.output(asked);
  }
}
