/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.opencl.CL12;
import org.lwjgl.system.MemoryStack;

/**
 * The calls into OpenCL by which an open device is used: the one place where a test can count them
 * or let them fail. All return OpenCL's code. None waits. Stateless.
 */
class Driver {
  int createBuffer(long context, long bytes, PointerBuffer handle) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      handle.put(0, CL10.clCreateBuffer(context, CL10.CL_MEM_READ_WRITE, bytes, code));
      return code.get(0);
    }
  }

  int releaseBuffer(long buffer) {
    return CL10.clReleaseMemObject(buffer);
  }

  int fill(long queue, long buffer, ByteBuffer pattern, long bytes) {
    return CL12.clEnqueueFillBuffer(queue, buffer, pattern, 0, bytes, null, null);
  }

  /** The source is not touched before the queue came by. */
  int write(long queue, long buffer, long offset, ByteBuffer source) {
    return CL10.clEnqueueWriteBuffer(queue, buffer, false, offset, source, null, null);
  }

  /** The target is not touched before the queue came by. */
  int read(long queue, long buffer, long offset, ByteBuffer target) {
    return CL10.clEnqueueReadBuffer(queue, buffer, false, offset, target, null, null);
  }

  int copy(long queue, long source, long target, long from, long to, long bytes) {
    return CL10.clEnqueueCopyBuffer(queue, source, target, from, to, bytes, null, null);
  }

  int setPointer(long kernel, int index, long value) {
    return CL10.clSetKernelArg1p(kernel, index, value);
  }

  int setInt(long kernel, int index, int value) {
    return CL10.clSetKernelArg1i(kernel, index, value);
  }

  int setFloat(long kernel, int index, float value) {
    return CL10.clSetKernelArg1f(kernel, index, value);
  }

  int launch(long queue, long kernel, long items, long group) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer all = stack.pointers(items);
      PointerBuffer each = stack.pointers(group);
      return CL10.clEnqueueNDRangeKernel(queue, kernel, 1, null, all, each, null, null);
    }
  }

  /** An event that is complete when everything before it is; the queue is told to go. */
  int mark(long queue, PointerBuffer event) {
    int code = CL12.clEnqueueMarkerWithWaitList(queue, null, event);
    return code == CL10.CL_SUCCESS ? CL10.clFlush(queue) : code;
  }

  /** How far an event is: complete, on its way, or below 0 for a failure. */
  int progress(long event, IntBuffer status) {
    return CL10.clGetEventInfo(event, CL10.CL_EVENT_COMMAND_EXECUTION_STATUS, status, null);
  }

  int releaseEvent(long event) {
    return CL10.clReleaseEvent(event);
  }
}
