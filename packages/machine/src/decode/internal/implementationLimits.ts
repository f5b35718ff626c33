/**
 * Sizes that every JavaScript engine accepts (WebAssembly JavaScript Interface, "Implementation-defined Limits"). Parameters, results and locals leave
 * room for what instrumentation adds.
 */
export const implementationLimits = {
  moduleBytes: 0x40000000,
  types: 1_000_000,
  functions: 1_000_000,
  imports: 1_000_000,
  exports: 1_000_000,
  globals: 1_000_000,
  dataSegments: 100_000,
  elementSegments: 10_000_000,
  segmentElements: 10_000_000,
  bodyBytes: 7_654_321,
  locals: 49_900,
  parameters: 998,
  results: 999,
  branchTargets: 65_520,
  tableElements: 10_000_000,
  memoryPages: 65_536,
} as const;
