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
 *   <tr><td>4 by 1, 2, 3</td><td>4, 8, 12</td><td>keys and values, where columns are the heads that
 *   share them</td></tr>
 * </table>
 *
 * <p>With four rows a vector of weights is read and used up before the next; with two rows both are
 * kept and the columns pass. {@code Columns} says which groups a pass is cut into, and {@code
 * Lanes} whether twelve sums and fences help on this processor and this Java.
 *
 * <p>There is a class of tiles for each way in which weights stand in memory: float32 ({@code
 * Float32Tiles}), float32 in several streams for six columns that take hardly longer than reading
 * ({@code StreamTiles}), bfloat16 two to a word ({@code Bfloat16Tiles}), int8 four to a word with a
 * scale for each block ({@code Int8Tiles}), and keys and values ({@code AttentionTiles}). Their
 * methods are unrolled, because C2 keeps sums in registers only if each is a variable. All are
 * written by {@code TileSources}, a program among the tests of this module, and a test compares
 * them with what it writes.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs. So the result is the
 * same to the last bit whatever the shape, the width of the vectors, or the columns beside it.
 */
package io.zipar.backend.vector.kernel.simd;
