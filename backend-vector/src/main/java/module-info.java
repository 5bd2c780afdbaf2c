/**
 * The model backend {@code vector}: transformers and image tokenizers on the JDK's Vector API,
 * without a native library. Fast with {@code --add-modules jdk.incubator.vector}, correct without.
 */
module io.zipar.backend.vector {
  requires transitive io.zipar.api;
  requires io.zipar.models;
  requires org.slf4j;
  requires static jdk.incubator.vector;

  exports io.zipar.backend.vector;

  provides io.zipar.spi.ModelBackend with
      io.zipar.backend.vector.VectorBackend;
}
