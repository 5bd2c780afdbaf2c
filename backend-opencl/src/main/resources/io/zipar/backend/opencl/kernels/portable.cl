/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// What the kernels need of a language, for OpenCL C and for CUDA C. Groups are counted in one
// dimension and have GROUP work-items, which is defined before. Sums are written with fma, or MULTIPLY that is rounded by
// itself, where the compiler might choose, so that all kernels round alike.

// Arrays of an item are registers only where the loops over them are unrolled.
#define UNROLL _Pragma("unroll")

#ifdef __CUDACC__
#include <cuda_fp16.h>
#define KERNEL extern "C" __global__
#define GLOBAL
#define LOCAL __shared__
#define LOCAL_POINTER
#define DEVICE static __device__ __forceinline__
#define GROUP_ID ((int) blockIdx.x)
#define ITEM ((int) threadIdx.x)
#define BARRIER __syncthreads()
#define BARRIER_OF_ALL_MEMORY __syncthreads()
typedef unsigned int uint;
typedef unsigned short ushort;
#define ulong unsigned long long
#define FMA(a, b, c) fmaf(a, b, c)
#define MULTIPLY(a, b) __fmul_rn(a, b)
#define EXP(x) expf(x)
#define LOG(x) logf(x)
#define LOG1P(x) log1pf(x)
#define FLOOR(x) floorf(x)
#define TANH(x) tanhf(x)
#define ERF(x) erff(x)
#define SQRT(x) sqrtf(x)
#define MAX(a, b) fmaxf(a, b)
#define FLOAT4(a, b, c, d) make_float4(a, b, c, d)
#define MINUS_INFINITY (-__int_as_float(0x7f800000))
#define AS_FLOAT(bits) __uint_as_float(bits)
#define AS_UINT(x) __float_as_uint(x)
DEVICE float half_at(const ushort *values, size_t index) {
  return __half2float(__ushort_as_half(values[index]));
}
DEVICE float half_of(uint bits) {
  return __half2float(__ushort_as_half((ushort) bits));
}
#else
#pragma OPENCL FP_CONTRACT OFF
#define KERNEL __kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
#define GLOBAL __global
#define LOCAL __local
#define LOCAL_POINTER __local
#define DEVICE
#define GROUP_ID ((int) get_group_id(0))
#define ITEM ((int) get_local_id(0))
#define BARRIER barrier(CLK_LOCAL_MEM_FENCE)
#define BARRIER_OF_ALL_MEMORY barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#define FMA(a, b, c) fma(a, b, c)
#define MULTIPLY(a, b) ((a) * (b))
#define EXP(x) exp(x)
#define LOG(x) log(x)
#define LOG1P(x) log1p(x)
#define FLOOR(x) floor(x)
#define TANH(x) tanh(x)
#define ERF(x) erf(x)
#define SQRT(x) sqrt(x)
#define MAX(a, b) fmax(a, b)
#define FLOAT4(a, b, c, d) ((float4) (a, b, c, d))
#define MINUS_INFINITY (-INFINITY)
#define AS_FLOAT(bits) as_float(bits)
#define AS_UINT(x) as_uint(x)
DEVICE float half_at(GLOBAL const ushort *values, size_t index) {
  return vload_half(index, (GLOBAL const half *) values);
}
DEVICE float half_of(uint bits) {
  ushort value = (ushort) bits;
  return vload_half(0, (const half *) &value);
}
#endif

// The plan of a pass: a row of each for all columns, then the bits of what they see.
#define NUMBER 0
#define PLACE 1
#define ANGLE 2
#define CACHE_ROW 3
#define FIRST_ROW 4
#define SLOTS 5
#define POSITION 6
#define PLAN_ROWS 7

// The sum of a value over the group, in an order that is always the same. All items must call it.
DEVICE float group_sum(float value, LOCAL_POINTER float *scratch) {
  scratch[ITEM] = value;
  BARRIER;
  for (int distance = GROUP / 2; distance > 0; distance /= 2) {
    if (ITEM < distance) {
      scratch[ITEM] += scratch[ITEM + distance];
    }
    BARRIER;
  }
  float sum = scratch[0];
  BARRIER;
  return sum;
}

// Likewise the greatest value.
DEVICE float group_max(float value, LOCAL_POINTER float *scratch) {
  scratch[ITEM] = value;
  BARRIER;
  for (int distance = GROUP / 2; distance > 0; distance /= 2) {
    if (ITEM < distance) {
      scratch[ITEM] = MAX(scratch[ITEM], scratch[ITEM + distance]);
    }
    BARRIER;
  }
  float greatest = scratch[0];
  BARRIER;
  return greatest;
}

DEVICE float silu(float x) {
  return x / (1.0f + EXP(-x));
}

DEVICE float gelu_tanh(float x) {
  float inner = 0.7978845608028654f * (x + 0.044715f * x * x * x);
  return 0.5f * x * (1.0f + TANH(inner));
}

DEVICE float gelu_erf(float x) {
  return 0.5f * x * (1.0f + ERF(x * 0.7071067811865476f));
}
