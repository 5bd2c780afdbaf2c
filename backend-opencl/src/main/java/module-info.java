/**
 * The model backend {@code opencl}: transformers, text encoders and image tokenizers by kernels of
 * our own on any OpenCL device.
 */
module io.zipar.backend.opencl {
  requires transitive io.zipar.api;
  requires transitive io.zipar.models;
  requires org.lwjgl;
  requires org.lwjgl.opencl;
  requires org.slf4j;

  exports io.zipar.backend.opencl;

  provides io.zipar.spi.ModelBackend with
      io.zipar.backend.opencl.OpenClBackend;
}
