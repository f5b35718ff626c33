export { decodeModule } from './decode/decodeModule.ts';
export { encodeModule } from './encode/encodeModule.ts';
export { type GuestExport, type InstrumentedModule, injectedExports } from './instrument/InstrumentedModule.ts';
export type { AllowedImport, InstrumentOptions } from './instrument/InstrumentOptions.ts';
export { instrument } from './instrument/instrument.ts';
export { trapKinds } from './instrument/internal/runtime.ts';
export { hostModuleName, type LinkedModule, linkedExports, systemTrapKinds } from './link/LinkedModule.ts';
export { linkSystem } from './link/linkSystem.ts';
export type {
  DataSegment,
  DefinedFunction,
  ElementSegment,
  Export,
  ExternalKind,
  FunctionType,
  Global,
  GlobalType,
  Import,
  Instruction,
  Limits,
  SegmentMode,
  ValueType,
  WasmModule,
} from './module/WasmModule.ts';
export type { StateTrace, TraceOptions, TraceResult } from './trace/StateTrace.ts';
export { type ModuleFacts, validateModule } from './validate/validateModule.ts';
export { wasiPreview1Imports } from './wasi/wasiPreview1Imports.ts';
