/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.BatchNorm;
import io.zipar.models.network.ImageLayer.Convolution;
import io.zipar.models.network.ImageLayer.GroupNorm;
import io.zipar.models.network.ImageLayer.Norm;
import io.zipar.models.network.ImageLayer.Padding;
import io.zipar.models.network.ImageLayer.RepeatFrames;
import io.zipar.models.network.ImageLayer.Residual;
import io.zipar.models.network.ImageLayer.SelfAttention;
import io.zipar.models.network.ImageLayer.Silu;
import io.zipar.models.network.ImageLayer.SpatialNorm;
import io.zipar.models.network.ImageLayer.StackFrames;
import io.zipar.models.network.ImageLayer.UpsampleNearest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Image layers as their descriptions define them, in plain loops. */
public final class ReferenceImageNetwork {
  private final List<Planes> conditions;

  private ReferenceImageNetwork(List<Planes> conditions) {
    this.conditions = conditions;
  }

  /** Channels x height x width values. */
  public record Planes(int channels, int height, int width, float[] values) {
    float at(int channel, int y, int x) {
      return y < 0 || x < 0 || y >= height || x >= width
          ? 0
          : values[(channel * height + y) * width + x];
    }
  }

  /** Runs a network over a picture. */
  public static Planes run(List<ImageLayer> layers, Planes input) {
    return run(layers, List.of(input), List.of()).get(0);
  }

  /** Runs a network over a video; the conditions are those of the output's frames. */
  public static List<Planes> run(
      List<ImageLayer> layers, List<Planes> frames, List<Planes> conditions) {
    return new ReferenceImageNetwork(conditions).run(layers, frames);
  }

  private List<Planes> run(List<ImageLayer> layers, List<Planes> frames) {
    List<Planes> current = frames;
    for (ImageLayer layer : layers) {
      current = run(layer, current);
    }
    return current;
  }

  private List<Planes> run(ImageLayer layer, List<Planes> frames) {
    IntStream indices = IntStream.range(0, frames.size());
    if (layer instanceof StackFrames stack) {
      return indices.mapToObj(i -> stack(frames, i, stack.count())).toList();
    } else if (layer instanceof RepeatFrames repeat) {
      List<Planes> repeated = new ArrayList<>();
      frames.forEach(frame -> IntStream.range(0, repeat.times()).forEach(i -> repeated.add(frame)));
      return repeated;
    } else if (layer instanceof Residual residual) {
      List<Planes> branch = run(residual.branch(), frames);
      return indices
          .mapToObj(
              i -> {
                Planes input = frames.get(i);
                Planes shortcut = residual.shortcut().map(c -> convolve(c, input)).orElse(input);
                return sum(shortcut, branch.get(i));
              })
          .toList();
    }
    return indices
        .mapToObj(i -> run(layer, frames.get(i), conditions.isEmpty() ? null : conditions.get(i)))
        .toList();
  }

  private static Planes run(ImageLayer layer, Planes input, Planes condition) {
    if (layer instanceof Convolution convolution) {
      return convolve(convolution, input);
    } else if (layer instanceof Norm norm) {
      return norm(norm, input, condition);
    } else if (layer instanceof BatchNorm norm) {
      return batchNorm(norm, input);
    } else if (layer instanceof Silu) {
      float[] values = input.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] / (1 + Math.exp(-values[i])));
      }
      return new Planes(input.channels(), input.height(), input.width(), values);
    } else if (layer instanceof UpsampleNearest) {
      return resize(input, 2);
    } else if (layer instanceof SelfAttention attention) {
      return sum(input, attend(attention, input, condition));
    }
    throw new AssertionError(layer);
  }

  private static Planes stack(List<Planes> frames, int last, int count) {
    Planes frame = frames.get(last);
    int pixels = frame.height() * frame.width();
    float[] values = new float[frame.channels() * count * pixels];
    for (int channel = 0; channel < frame.channels(); channel++) {
      for (int i = Math.max(0, count - 1 - last); i < count; i++) {
        float[] source = frames.get(last - count + 1 + i).values();
        System.arraycopy(source, channel * pixels, values, (channel * count + i) * pixels, pixels);
      }
    }
    return new Planes(frame.channels() * count, frame.height(), frame.width(), values);
  }

  private static Planes convolve(Convolution layer, Planes input) {
    float[] weight = Tensors.values(layer.weight());
    float[] bias = Tensors.values(layer.bias());
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

  private static Planes norm(Norm layer, Planes input, Planes condition) {
    if (layer instanceof SpatialNorm norm) {
      Planes normed = groupNorm(norm.norm(), input);
      int factor = input.width() / condition.width();
      float[] scale = resize(convolve(norm.scale(), condition), factor).values();
      float[] shift = resize(convolve(norm.shift(), condition), factor).values();
      for (int i = 0; i < scale.length; i++) {
        normed.values()[i] = normed.values()[i] * scale[i] + shift[i];
      }
      return normed;
    }
    return groupNorm((GroupNorm) layer, input);
  }

  private static Planes batchNorm(BatchNorm layer, Planes input) {
    float[] weight = Tensors.values(layer.weight());
    float[] bias = Tensors.values(layer.bias());
    float[] mean = Tensors.values(layer.mean());
    float[] variance = Tensors.values(layer.variance());
    int pixels = input.height() * input.width();
    float[] values = new float[input.values().length];
    for (int i = 0; i < values.length; i++) {
      int c = i / pixels;
      double normed = (input.values()[i] - mean[c]) / Math.sqrt(variance[c] + layer.epsilon());
      values[i] = (float) (normed * weight[c] + bias[c]);
    }
    return new Planes(input.channels(), input.height(), input.width(), values);
  }

  private static Planes groupNorm(GroupNorm layer, Planes input) {
    float[] weight = Tensors.values(layer.weight());
    float[] bias = Tensors.values(layer.bias());
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

  private static Planes resize(Planes input, int factor) {
    int height = factor * input.height();
    int width = factor * input.width();
    float[] values = new float[input.channels() * height * width];
    for (int i = 0; i < values.length; i++) {
      int y = i / width % height;
      values[i] = input.at(i / width / height, y / factor, i % width / factor);
    }
    return new Planes(input.channels(), height, width, values);
  }

  private static Planes attend(SelfAttention layer, Planes input, Planes condition) {
    Planes normed = norm(layer.norm(), input, condition);
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
