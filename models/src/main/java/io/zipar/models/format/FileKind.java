/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a file is, told by its first bytes. Downloads leave all sorts of things under the names of
 * checkpoints; this is where every reader finds out what to call them.
 */
public enum FileKind {
  /** Nothing at all. */
  EMPTY("empty", "copy or download it again"),
  /** Three lines of text in place of a large file. */
  LFS_POINTER("a Git LFS pointer", "run git lfs pull in its folder to fetch the file itself"),
  /** A page, often one that asks for a login. */
  HTML("an HTML page", "download the file itself; a page that asks for a login is saved like this"),
  /** An answer of a storage server, mostly an error. */
  XML("an XML document", "download the file itself; servers answer errors like this"),
  /** Python objects without torch's archive around them. */
  PICKLE("a pickle", "load it in Python and save it in the format that is wanted"),
  /** Archives of torch.save, numpy.savez and others. */
  ZIP("a ZIP archive", "give the file that is wanted, or unpack it if it is inside"),
  /** Models of llama.cpp. */
  GGUF("a GGUF model of llama.cpp", "give the original weights (safetensors or torch.save)"),
  /** The format of before GGUF. */
  GGML("a GGML model of llama.cpp", "give the original weights (safetensors or torch.save)"),
  /** A compressed file. */
  COMPRESSED("a compressed file (gzip, bzip2, xz or zstd)", "unpack it first"),
  /** Another kind of archive. */
  ARCHIVE("an archive (tar, 7z or rar)", "unpack it first"),
  /** Keras and others. */
  HDF5("an HDF5 file", "convert it to safetensors or save it with torch.save"),
  /** One array. */
  NPY("a NumPy array (.npy)", "give the file that is wanted"),
  /** A picture. */
  PICTURE("a picture", "give the file that is wanted"),
  /** A document. */
  PDF("a PDF document", "give the file that is wanted"),
  /** A program or library. */
  PROGRAM("a program", "give the file that is wanted"),
  /** Tensors behind a JSON header. */
  SAFETENSORS("a safetensors file", "give the file that is wanted"),
  /** An object or a list. */
  JSON("JSON text", "give the file that is wanted"),
  /** Readable and none of these. */
  TEXT("a text", "download the file itself; servers answer errors like this"),
  /** As sparse files and broken downloads have them. */
  ZEROS("filled with zero bytes", "copy or download it again, it did not arrive"),
  /** None of these. */
  OTHER("of no format that is known here", "give the file that is wanted");

  /** How many bytes are enough to tell. */
  public static final int HEAD = 512;

  /** The number that torch wrote first, in protocols that write numbers as text. */
  private static final String OLD_TORCH = "L119547037146038801333356L";

  private static final List<String> HTML_BEGINNINGS =
      List.of("<!doctype html", "<html", "<head", "<body", "<!--", "<script", "<meta", "<title");

  private static final int QUOTED = 60;
  private static final int TAR_MAGIC = 257;
  private static final int SAFETENSORS_BRACE = 8;
  private static final long MAX_SAFETENSORS_HEADER = 100_000_000;

  private final String what;
  private final String advice;

  FileKind(String what, String advice) {
    this.what = what;
    this.advice = advice;
  }

  /**
   * Tells the kind of a file.
   *
   * @param head its first {@link #HEAD} bytes, fewer if it is shorter
   * @param size its length in bytes
   * @return the kind
   */
  public static FileKind of(byte[] head, long size) {
    if (size == 0 || head.length == 0) {
      return EMPTY;
    }
    FileKind kind = byMagic(head, size);
    return kind == OTHER ? byText(head) : kind;
  }

  /**
   * Reads the head of a file and tells its kind.
   *
   * @param file the open file
   * @return the kind
   */
  public static FileKind of(CheckpointFile file) {
    return of(file.bytes(0, (int) Math.min(HEAD, file.size())), file.size());
  }

  /**
   * Reads the head of a file and tells its kind.
   *
   * @param file a regular file
   * @return the kind
   * @throws IOException if it cannot be read
   */
  public static FileKind of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD), Files.size(file));
    }
  }

  /**
   * Refuses a file that is recognised as something else than what is wanted, so that a reader
   * explains only damage to files of its own format.
   *
   * @param file a regular file
   * @param wanted what is wanted, with an article, for example {@code a tokenizer.json}
   * @param accepted kinds that the reader looks at itself; {@link #OTHER} always is one
   * @throws InvalidInputException if it is of another kind: one line that names the file, what it
   *     is and what to do
   * @throws IOException if it cannot be read
   */
  public static void require(Path file, String wanted, FileKind... accepted) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD);
      FileKind kind = of(head, head.length);
      if (kind != OTHER && !Set.of(accepted).contains(kind)) {
        throw new InvalidInputException(file + ": " + kind.insteadOf(wanted, head));
      }
    }
  }

  /**
   * Refuses an open file that is recognised as something else than what is wanted.
   *
   * @param file the open file
   * @param wanted what is wanted, with an article
   * @param accepted kinds that the reader looks at itself; {@link #OTHER} always is one
   * @throws InvalidInputException if it is of another kind
   */
  public static void require(CheckpointFile file, String wanted, FileKind... accepted) {
    byte[] head = file.bytes(0, (int) Math.min(HEAD, file.size()));
    FileKind kind = of(head, file.size());
    if (kind != OTHER && !Set.of(accepted).contains(kind)) {
      throw file.invalid(kind.insteadOf(wanted, head));
    }
  }

  /**
   * Says that a file of this kind is not what is wanted.
   *
   * @param wanted what is wanted, with an article
   * @param head the first bytes, of which a text is quoted
   * @return for example {@code is a Git LFS pointer, not a safetensors file: run git lfs pull ...}
   */
  public String insteadOf(String wanted, byte[] head) {
    String quoted = this == TEXT ? " that begins '" + beginning(head) + "'" : "";
    return "is " + what + quoted + ", not " + wanted + ": " + advice;
  }

  private static String beginning(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).strip();
    String line = text.lines().findFirst().orElse("");
    return OneLine.of(line, QUOTED);
  }

  private static FileKind byMagic(byte[] head, long size) {
    if (isSafetensors(head, size)) {
      return SAFETENSORS;
    }
    if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (head.length > 1 && begins(head, 0x80) && head[1] >= 2 && head[1] <= 5) {
      return PICKLE;
    }
    if (begins(head, 'G', 'G', 'U', 'F')) {
      return GGUF;
    }
    if (begins(head, 'l', 'm', 'g', 'g')
        || begins(head, 'f', 'm', 'g', 'g')
        || begins(head, 't', 'j', 'g', 'g')) {
      return GGML;
    }
    if (begins(head, 0x1f, 0x8b)
        || begins(head, 'B', 'Z', 'h')
        || begins(head, 0xfd, '7', 'z', 'X', 'Z')
        || begins(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return COMPRESSED;
    }
    return byOtherMagic(head);
  }

  private static FileKind byOtherMagic(byte[] head) {
    if (begins(head, '7', 'z', 0xbc, 0xaf) || begins(head, 'R', 'a', 'r', '!') || isTar(head)) {
      return ARCHIVE;
    }
    if (begins(head, 0x89, 'H', 'D', 'F')) {
      return HDF5;
    }
    if (begins(head, 0x93, 'N', 'U', 'M', 'P', 'Y')) {
      return NPY;
    }
    if (begins(head, 0x89, 'P', 'N', 'G')
        || begins(head, 0xff, 0xd8, 0xff)
        || begins(head, 'G', 'I', 'F', '8')
        || begins(head, 'R', 'I', 'F', 'F')) {
      return PICTURE;
    }
    if (begins(head, '%', 'P', 'D', 'F')) {
      return PDF;
    }
    if (begins(head, 0x7f, 'E', 'L', 'F')) {
      return PROGRAM;
    }
    for (byte b : head) {
      if (b != 0) {
        return OTHER;
      }
    }
    return ZEROS;
  }

  private static FileKind byText(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    String start = text.startsWith("\ufeff") ? text.substring(1).strip() : text.strip();
    if (start.startsWith("version https://git-lfs")
        || start.startsWith("version https://hawser.github.com")) {
      return LFS_POINTER;
    }
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<?xml")) {
      return lower.contains("<html") ? HTML : XML;
    }
    if (lower.startsWith("<error")) {
      return XML;
    }
    if (HTML_BEGINNINGS.stream().anyMatch(lower::startsWith)) {
      return HTML;
    }
    if (start.startsWith(OLD_TORCH)) {
      return PICKLE;
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return JSON;
    }
    // The last character may be cut in the middle.
    boolean broken = text.indexOf('\ufffd') >= 0 && text.indexOf('\ufffd') < text.length() - 3;
    boolean readable =
        !broken && text.chars().allMatch(c -> c >= ' ' && c != 0x7f || Character.isWhitespace(c));
    return readable ? TEXT : OTHER;
  }

  private static boolean isSafetensors(byte[] head, long size) {
    if (head.length <= SAFETENSORS_BRACE || head[SAFETENSORS_BRACE] != '{') {
      return false;
    }
    long length = 0;
    for (int i = SAFETENSORS_BRACE - 1; i >= 0; i--) {
      length = length << Byte.SIZE | head[i] & 0xff;
    }
    return length > 0 && length <= MAX_SAFETENSORS_HEADER;
  }

  private static boolean isTar(byte[] head) {
    byte[] magic = {'u', 's', 't', 'a', 'r'};
    return head.length >= TAR_MAGIC + magic.length
        && Arrays.equals(head, TAR_MAGIC, TAR_MAGIC + magic.length, magic, 0, magic.length);
  }

  private static boolean begins(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
