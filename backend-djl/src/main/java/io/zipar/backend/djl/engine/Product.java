/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.zipar.torch.TorchDevice;

/**
 * The order in which a weight matrix and the tokens of a pass are multiplied. The result is the
 * same; the time is not.
 */
public enum Product {
  /**
   * W x^T, for a CPU: there libtorch's usual x W^T costs two to three times as much for 2 to 8
   * tokens as for one, although both only wait for the weights. It pays only while x lies in memory
   * token by token, so that x^T is a view.
   *
   * <p>A CPU's float16 products are fast for few tokens and very slow for many; then the matrix is
   * widened for the product.
   */
  WEIGHT_FIRST {
    @Override
    public NDArray columns(NDArray weight, NDArray tokens, NDManager owner) {
      if (weight.getDataType() == DataType.FLOAT16
          && tokens.getShape().get(0) >= TOKENS_WORTH_WIDENING) {
        try (NDArray wide = weight.toType(DataType.FLOAT32, true);
            NDArray product = wide.matMul(tokens.toType(DataType.FLOAT32, false).transpose())) {
          NDArray narrow = product.toType(DataType.FLOAT16, false);
          narrow.attach(owner);
          return narrow;
        }
      }
      NDArray product = weight.matMul(tokens.transpose());
      // DJL gives a result to the manager of the first operand: here the model's.
      product.attach(owner);
      return product;
    }
  },

  /** x W^T, what CUDA's libraries are tuned for. */
  TOKEN_FIRST {
    @Override
    public NDArray columns(NDArray weight, NDArray tokens, NDManager owner) {
      try (NDArray transposed = weight.transpose()) {
        NDArray product = tokens.matMul(transposed);
        product.attach(owner);
        return product.transpose();
      }
    }
  };

  private static final int TOKENS_WORTH_WIDENING = 24;

  /**
   * Multiplies.
   *
   * @param weight outputs x inputs
   * @param tokens k x inputs, contiguous, of the same type as the weight
   * @param owner manager of the result
   * @return outputs x k
   */
  public abstract NDArray columns(NDArray weight, NDArray tokens, NDManager owner);

  /**
   * Chooses the order for a device.
   *
   * @param device where the arrays live
   * @return the faster order there
   */
  public static Product on(TorchDevice device) {
    return device.device().isGpu() ? TOKEN_FIRST : WEIGHT_FIRST;
  }
}
