/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** From a prompt to a picture: opens models, plans images, runs strategies, decodes. */
module io.zipar.pipeline {
  requires transitive io.zipar.api;
  requires transitive io.zipar.models;
  requires transitive java.desktop;
  requires java.management;
  requires jdk.management;
  requires org.slf4j;

  exports io.zipar.pipeline;
  exports io.zipar.pipeline.output;

  uses io.zipar.models.spi.PackagedModel;
}
