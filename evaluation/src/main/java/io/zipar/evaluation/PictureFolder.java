/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.evaluation.picture.PictureReader;
import io.zipar.pipeline.output.SystemReason;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The PNG, JPEG, GIF, BMP and TIFF files of a folder and the folders in it, in the order of their
 * paths, and what else lies there. Hidden files and what lies in hidden folders is passed over;
 * links are followed.
 *
 * @param files pictures that can be read, by their endings, at least one
 * @param others pictures by their endings that are not read, such as WebP
 * @param strangers how many other files there are
 */
@ApiStatus.Experimental(since = "0.1")
public record PictureFolder(List<Path> files, List<Path> others, int strangers) {
  private static final List<String> ENDINGS =
      List.of("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff");

  /** What other programs read as pictures. */
  private static final List<String> OTHER_ENDINGS =
      List.of(
          "apng", "avif", "exr", "hdr", "heic", "heif", "ico", "j2k", "jp2", "jpx", "jxl", "pbm",
          "pcx", "pgm", "pnm", "ppm", "psd", "qoi", "svg", "tga", "webp", "xbm");

  /** Copies the lists. */
  public PictureFolder {
    files = List.copyOf(files);
    others = List.copyOf(others);
  }

  /**
   * Lists a folder.
   *
   * @param folder the folder
   * @return its pictures, not read yet
   * @throws InvalidInputException if it cannot be listed or holds no picture that can be read
   */
  public static PictureFolder list(Path folder) {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          all.filter(path -> !isHidden(folder.relativize(path)))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      List<Path> pictures = withEnding(found, ENDINGS);
      List<Path> others = withEnding(found, OTHER_ENDINGS);
      PictureFolder listed =
          new PictureFolder(pictures, others, found.size() - pictures.size() - others.size());
      if (pictures.isEmpty()) {
        throw new InvalidInputException(
            folder
                + (found.isEmpty()
                    ? ": holds no file; a reference is a folder of pictures"
                    : ": holds no PNG, JPEG, GIF, BMP or TIFF file")
                + (found.isEmpty() ? "" : " (" + listed.coverage() + ")"));
      }
      return listed;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new InvalidInputException(
            folder
                + ": holds a link to a folder that it is in, "
                + loop.getFile()
                + "; remove it, or name the folder that holds the pictures",
            e);
      }
      throw new InvalidInputException(
          folder + ": cannot be listed (" + SystemReason.of(e.getCause()) + ")", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          folder + ": cannot be listed (" + SystemReason.of(e) + ")", e);
    }
  }

  /**
   * Says how many of the files are read, and what is left out.
   *
   * @return for example {@code 90 of 100 files are read as pictures; left out: 8 webp (the first:
   *     cat.webp), 2 that are no pictures}
   */
  public String coverage() {
    int all = files.size() + others.size() + strangers;
    String read = files.size() + " of " + all + " files are read as pictures";
    Map<String, List<Path>> kinds =
        others.stream()
            .collect(
                Collectors.groupingBy(PictureFolder::ending, TreeMap::new, Collectors.toList()));
    String left =
        Stream.concat(
                kinds.entrySet().stream().map(kind -> left(kind.getKey(), kind.getValue())),
                strangers == 0 ? Stream.empty() : Stream.of(strangers + " that are no pictures"))
            .collect(Collectors.joining(", "));
    return left.isEmpty() ? read : read + "; left out: " + left;
  }

  private static String left(String kind, List<Path> files) {
    return files.size() + " " + kind + " (the first: " + OneLine.of(files.get(0).toString()) + ")";
  }

  /**
   * Reads a picture, told by its content and not by its name: a grey sample v becomes (v, v, v),
   * transparency is dropped, of 16 bits the upper eight count, colour profiles are not applied, the
   * orientation in EXIF is.
   *
   * @param file a PNG, JPEG, GIF, BMP or TIFF file
   * @return the picture
   * @throws InvalidInputException if it is missing, broken, truncated, of another format or too
   *     large
   */
  public static PixelImage read(Path file) {
    return PictureReader.read(file);
  }

  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> withEnding(List<Path> paths, List<String> endings) {
    return paths.stream().filter(path -> endings.contains(ending(path))).toList();
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
