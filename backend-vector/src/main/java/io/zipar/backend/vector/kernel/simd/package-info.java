/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Kernels on the Vector API.
 *
 * <p>A product of weights and inputs is taken apart into tiles. A tile holds a few vectors of rows
 * times a few columns of inputs, keeps one sum for each of them in a register, and runs along the
 * inputs: every weight that is read is used for all columns, every input for all rows. The more
 * sums, the fewer reads for each multiplication; but there are 16 vector registers on x86 without
 * AVX-512, and weights and inputs need some too. So the shapes are
 *
 * <table>
 *   <caption>Which shape serves what</caption>
 *   <tr><th>rows by columns</th><th>sums</th><th>serves</th></tr>
 *   <tr><td>4 by 1</td><td>4</td><td>one lane of a model: reading the weights is all the time, and
 *   four rows are as many streams from memory</td></tr>
 *   <tr><td>4 by 2</td><td>8</td><td>one image with guidance, which is two lanes</td></tr>
 *   <tr><td>2 by 4</td><td>8</td><td>groups of columns where twelve sums do not fit the registers
 *   </td></tr>
 *   <tr><td>2 by 6</td><td>12</td><td>groups of columns everywhere else: a pass of ZipAR with many
 *   rows, a prefix, a batch</td></tr>
 *   <tr><td>4 by 1, 2</td><td>4, 8</td><td>keys and values of a lane that feeds few tokens, where
 *   columns are these and the heads that share a key</td></tr>
 *   <tr><td>2 by 5</td><td>10</td><td>keys and values with more columns: a pass of ZipAR, a prefix,
 *   drafts. Columns are not side by side here, and six addresses would be one too many</td></tr>
 * </table>
 *
 * <p>With four rows a vector of weights is read and used up before the next; with two rows both are
 * kept and the columns pass. {@code Columns} says which groups a pass is cut into, and {@code
 * Lanes} whether twelve sums and fences help on this processor and this Java.
 *
 * <p>There is a class of tiles for each way in which weights stand in memory: float32 ({@code
 * Float32Tiles}), float32 in several streams for six columns that take hardly longer than reading
 * ({@code StreamTiles}), bfloat16 two to a word ({@code Bfloat16Tiles}), int8 four to a word with a
 * scale for each block ({@code Int8Tiles}), keys and values in float32 ({@code AttentionTiles}) and
 * in bfloat16 ({@code NarrowAttentionTiles}). Their methods are unrolled, because C2 keeps sums in
 * registers only if each is a variable. All are written by {@code TileSources}, a program among the
 * tests of this module, and a test compares them with what it writes.
 *
 * <p>A convolution is a product too: its pixels are copied together as rows, so the tiles of
 * float32 weights serve it ({@code Convolution}).
 *
 * <p>Shares of the multiply-add peak that was measured beside it (two cores with AVX2, Java 25, 168
 * to 180 GFLOP/s), 16 to 256 columns, weights in the caches: float32 72 to 100%, bfloat16 70 to
 * 97%, int8 76 to 88%, each least at 16 columns and 256 inputs. Sixteen queries of one head over
 * 320 slots 92 to 100%, where tiles of 4 by 3 reached half of that. Convolutions of 3x3 taps 74 to
 * 87%, with 128 to 512 channels.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs. So the result is the
 * same to the last bit whatever the shape, the width of the vectors, or the columns beside it.
 */
package io.zipar.backend.vector.kernel.simd;
