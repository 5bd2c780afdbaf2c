/** The network that classifies the procedural pictures. */
package io.zipar.evaluation.scene;
