/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
  @TempDir Path folder;

  @Test
  void whatIsReadAndWhatIsLeftOutIsSaid() throws IOException {
    for (String name :
        new String[] {
          "b.png",
          "a.JPG",
          "c.jfif",
          "sub/d.jpe",
          "e.webp",
          "f.WebP",
          "sub/g.tiff",
          "notes.txt",
          "._b.png",
          ".DS_Store",
          ".thumbnails/x.png"
        }) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    PictureFolder listed = PictureFolder.list(folder);
    assertEquals(
        List.of("a.JPG", "b.png", "c.jfif", "sub/d.jpe", "sub/g.tiff"),
        listed.files().stream().map(file -> folder.relativize(file).toString()).toList());
    assertEquals(
        "5 of 8 files are read as pictures; left out: 2 webp (the first: "
            + folder.resolve("e.webp")
            + "), 1 that are no pictures",
        listed.coverage());
  }

  @Test
  void aLinkThatLeadsBackIsNamed() throws IOException {
    Files.createFile(folder.resolve("1.png"));
    Path back = Files.createSymbolicLink(folder.resolve("back"), folder);
    assertEquals(
        folder
            + ": holds a link to a folder that it is in, "
            + back
            + "; remove it, or name the folder that holds the pictures",
        refusal());
  }

  @Test
  void nothingIsLeftOutOfAPlainFolder() throws IOException {
    Files.createFile(folder.resolve("1.jpeg"));
    assertEquals("1 of 1 files are read as pictures", PictureFolder.list(folder).coverage());
  }

  @Test
  void aFolderOfOthersIsRefusedWithWhatItHolds() throws IOException {
    assertEquals(folder + ": holds no file; a reference is a folder of pictures", refusal());
    Files.createFile(folder.resolve("1.heic"));
    Files.createFile(folder.resolve("2.avif"));
    assertEquals(
        folder
            + ": holds no PNG, JPEG, GIF, BMP or TIFF file (0 of 2 files are read as pictures;"
            + " left out: 1 avif (the first: "
            + folder.resolve("2.avif")
            + "), 1 heic (the first: "
            + folder.resolve("1.heic")
            + "))",
        refusal());
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Files.createDirectories(folder.resolve("real"));
    Files.createFile(folder.resolve("real/1.png"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertEquals(List.of(link.resolve("1.png")), PictureFolder.list(link).files());
  }

  @Test
  void foldersAreListedInOrderAndBrokenFilesNamed() throws IOException {
    BufferedImage red = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xff0000);
    Files.createDirectories(folder.resolve("b"));
    ImageIO.write(red, "png", folder.resolve("b").resolve("1.PNG").toFile());
    Path broken = Files.writeString(folder.resolve("a.jpg"), "x", StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("notes.txt"), "x", StandardCharsets.UTF_8);
    List<Path> files = PictureFolder.list(folder).files();
    assertEquals(List.of(broken, folder.resolve("b").resolve("1.PNG")), files);
    assertArrayEquals(
        new float[] {1, -1, -1, -1, -1, -1}, PictureFolder.read(files.get(1)).planes());
    String message =
        assertThrows(InvalidInputException.class, () -> PictureFolder.read(broken)).getMessage();
    assertTrue(message.startsWith(broken + ": "), message);
    assertThrows(
        InvalidInputException.class, () -> PictureFolder.list(folder.resolve("notes.txt")));
  }

  private String refusal() {
    return assertThrows(InvalidInputException.class, () -> PictureFolder.list(folder)).getMessage();
  }
}
