/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.Convolution;
import io.zipar.models.network.ImageLayer.GroupNorm;
import io.zipar.models.network.ImageLayer.Padding;
import io.zipar.models.network.ImageLayer.Residual;
import io.zipar.models.network.ImageLayer.SelfAttention;
import io.zipar.models.network.ImageLayer.Silu;
import io.zipar.models.network.ImageLayer.UpsampleNearest;
import io.zipar.models.testing.Fixtures;
import java.util.List;

/** Image layers as their descriptions define them, in plain loops. */
final class ReferenceImageNetwork {
  private ReferenceImageNetwork() {}

  /** Channels x height x width values. */
  record Planes(int channels, int height, int width, float[] values) {
    float at(int channel, int y, int x) {
      return y < 0 || x < 0 || y >= height || x >= width
          ? 0
          : values[(channel * height + y) * width + x];
    }
  }

  static Planes run(List<ImageLayer> layers, Planes input) {
    Planes planes = input;
    for (ImageLayer layer : layers) {
      planes = run(layer, planes);
    }
    return planes;
  }

  private static Planes run(ImageLayer layer, Planes input) {
    if (layer instanceof Convolution convolution) {
      return convolve(convolution, input);
    } else if (layer instanceof GroupNorm norm) {
      return norm(norm, input);
    } else if (layer instanceof Silu) {
      float[] values = input.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] / (1 + Math.exp(-values[i])));
      }
      return new Planes(input.channels(), input.height(), input.width(), values);
    } else if (layer instanceof UpsampleNearest) {
      return upsample(input);
    } else if (layer instanceof Residual residual) {
      Planes shortcut = residual.shortcut().map(c -> convolve(c, input)).orElse(input);
      return sum(shortcut, run(residual.branch(), input));
    } else if (layer instanceof SelfAttention attention) {
      return sum(input, attend(attention, input));
    }
    throw new AssertionError(layer);
  }

  private static Planes convolve(Convolution layer, Planes input) {
    float[] weight = Fixtures.values(layer.weight());
    float[] bias = Fixtures.values(layer.bias());
    int kernel = (int) layer.weight().shape().dimension(2);
    int stride = layer.padding() == Padding.HALVE ? 2 : 1;
    int border = layer.padding() == Padding.HALVE ? 0 : kernel / 2;
    int height = input.height() / stride;
    int width = input.width() / stride;
    float[] output = new float[bias.length * height * width];
    int next = 0;
    for (int out = 0; out < bias.length; out++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double total = bias[out];
          int at = out * input.channels() * kernel * kernel;
          for (int in = 0; in < input.channels(); in++) {
            for (int dy = 0; dy < kernel; dy++) {
              for (int dx = 0; dx < kernel; dx++) {
                total +=
                    weight[at++] * input.at(in, y * stride + dy - border, x * stride + dx - border);
              }
            }
          }
          output[next++] = (float) total;
        }
      }
    }
    return new Planes(bias.length, height, width, output);
  }

  private static Planes norm(GroupNorm layer, Planes input) {
    float[] weight = Fixtures.values(layer.weight());
    float[] bias = Fixtures.values(layer.bias());
    int pixels = input.height() * input.width();
    int group = input.channels() / layer.groups() * pixels;
    float[] values = new float[input.values().length];
    for (int start = 0; start < values.length; start += group) {
      double mean = 0;
      for (int i = start; i < start + group; i++) {
        mean += input.values()[i] / group;
      }
      double variance = 0;
      for (int i = start; i < start + group; i++) {
        variance += Math.pow(input.values()[i] - mean, 2) / group;
      }
      for (int i = start; i < start + group; i++) {
        double normed = (input.values()[i] - mean) / Math.sqrt(variance + layer.epsilon());
        values[i] = (float) (normed * weight[i / pixels] + bias[i / pixels]);
      }
    }
    return new Planes(input.channels(), input.height(), input.width(), values);
  }

  private static Planes upsample(Planes input) {
    int height = 2 * input.height();
    int width = 2 * input.width();
    float[] values = new float[input.channels() * height * width];
    for (int i = 0; i < values.length; i++) {
      int y = i / width % height;
      values[i] = input.at(i / width / height, y / 2, i % width / 2);
    }
    return new Planes(input.channels(), height, width, values);
  }

  private static Planes attend(SelfAttention layer, Planes input) {
    Planes normed = norm(layer.norm(), input);
    Planes query = convolve(layer.query(), normed);
    Planes key = convolve(layer.key(), normed);
    Planes value = convolve(layer.value(), normed);
    int pixels = input.height() * input.width();
    int channels = input.channels();
    float[] mixed = new float[input.values().length];
    for (int i = 0; i < pixels; i++) {
      double[] shares = new double[pixels];
      double total = 0;
      for (int j = 0; j < pixels; j++) {
        double score = 0;
        for (int c = 0; c < channels; c++) {
          score += query.values()[c * pixels + i] * key.values()[c * pixels + j];
        }
        shares[j] = Math.exp(score / Math.sqrt(channels));
        total += shares[j];
      }
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        for (int j = 0; j < pixels; j++) {
          sum += shares[j] / total * value.values()[c * pixels + j];
        }
        mixed[c * pixels + i] = (float) sum;
      }
    }
    return convolve(layer.output(), new Planes(channels, input.height(), input.width(), mixed));
  }

  private static Planes sum(Planes a, Planes b) {
    float[] values = a.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += b.values()[i];
    }
    return new Planes(a.channels(), a.height(), a.width(), values);
  }
}
