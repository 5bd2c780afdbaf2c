/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import io.zipar.PixelImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A square to draw on, smooth at the edges; (0, 0) is the top left. For one thread. */
public final class Drawing {
  /** Width and height in units, and in pixels unless it is said otherwise. */
  public static final int SIDE = 96;

  /** Colour of a pixel. */
  @FunctionalInterface
  interface Shader {
    /** Colour at the middle of a pixel, or null to leave it. */
    Color at(double x, double y);
  }

  private final int pixels;
  private final BufferedImage image;
  private final Graphics2D graphics;

  /** A black drawing, a pixel for each unit. */
  public Drawing() {
    this(SIDE);
  }

  /**
   * A black drawing of another number of pixels.
   *
   * @param pixels width and height; what is drawn is measured in {@link #SIDE} units all the same
   */
  public Drawing(int pixels) {
    this.pixels = pixels;
    this.image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
    this.graphics = image.createGraphics();
    graphics.scale((double) pixels / SIDE, (double) pixels / SIDE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** Frees what it needs; it is not used afterwards. */
  public void dispose() {
    graphics.dispose();
  }

  /**
   * Reads the drawing.
   *
   * @return what was drawn
   */
  public PixelImage picture() {
    byte[] rgb = new byte[3 * pixels * pixels];
    int next = 0;
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        int pixel = image.getRGB(x, y);
        rgb[next++] = (byte) (pixel >> 16);
        rgb[next++] = (byte) (pixel >> 8);
        rgb[next++] = (byte) pixel;
      }
    }
    return PixelImage.ofRgb8(pixels, pixels, rgb);
  }

  void fill(Paint paint, Shape shape) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  void rectangle(Paint paint, double x, double y, double width, double height) {
    fill(paint, new Rectangle2D.Double(x, y, width, height));
  }

  void disc(Paint paint, double x, double y, double radius) {
    ellipse(paint, x, y, radius, radius, 0);
  }

  /** An ellipse around (x, y), turned by an angle in radians. */
  void ellipse(Paint paint, double x, double y, double across, double down, double angle) {
    Shape flat = new Ellipse2D.Double(-across, -down, 2 * across, 2 * down);
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(angle);
    fill(paint, place.createTransformedShape(flat));
  }

  /** A polygon of x, y, x, y, ... */
  void polygon(Paint paint, double... points) {
    fill(paint, outline(points));
  }

  static Path2D outline(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** Everything between two heights, shaded from top to bottom. */
  void band(Color top, Color bottom, double from, double to) {
    rectangle(downwards(top, bottom, from, to), 0, from, SIDE, to - from);
  }

  static Paint downwards(Color top, Color bottom, double from, double to) {
    return new GradientPaint(0, (float) from, top, 0, (float) to, bottom);
  }

  static Paint across(Color left, Color right, double from, double to) {
    return new GradientPaint((float) from, 0, left, (float) to, 0, right);
  }

  /** A light that fades out to its rim. */
  void glow(Color color, double opacity, double x, double y, double radius) {
    float[] stops = {0, 1};
    Color[] colours = {Shade.faint(color, opacity), Shade.faint(color, 0)};
    disc(
        new RadialGradientPaint((float) x, (float) y, (float) radius, stops, colours),
        x,
        y,
        radius);
  }

  /** A puffy cloud as wide as four radii. */
  void cloud(Color color, double x, double y, double radius) {
    disc(color, x - radius, y, 0.7 * radius);
    disc(color, x, y - 0.4 * radius, radius);
    disc(color, x + 1.1 * radius, y, 0.75 * radius);
    rectangle(color, x - radius, y, 2.1 * radius, 0.7 * radius);
  }

  void shade(Shader shader) {
    double unit = (double) SIDE / pixels;
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        Color color = shader.at((x + 0.5) * unit, (y + 0.5) * unit);
        if (color != null) {
          image.setRGB(x, y, color.getRGB());
        }
      }
    }
  }
}
