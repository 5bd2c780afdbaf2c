/**
 * Measures of the quality of generated images: features of pictures, their statistics and Frechet
 * distance, diversity, likelihood of tokens, and intervals for all of them.
 */
package io.zipar.evaluation;
