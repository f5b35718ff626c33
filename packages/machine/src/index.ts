export { decodeModule } from './decode/decodeModule.ts';
export { encodeModule } from './encode/encodeModule.ts';
export { type GuestExport, type InstrumentedModule, injectedExports } from './instrument/InstrumentedModule.ts';
export type { AllowedImport, InstrumentOptions } from './instrument/InstrumentOptions.ts';
export { instrument } from './instrument/instrument.ts';
export { trapKinds } from './instrument/internal/runtime.ts';
export { type Checkpoint, createInterpreter, type Interpreter } from './interpret/createInterpreter.ts';
export { hostModuleName, type LinkedModule, linkedExports, systemTrapKinds } from './link/LinkedModule.ts';
export { linkSystem } from './link/linkSystem.ts';
export type { FunctionMap } from './lower/FunctionMap.ts';
export { type LowerOptions, lowerModule } from './lower/lowerModule.ts';
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
export { horizonLevels } from './program/horizonLevels.ts';
export { instructionName } from './program/instructionName.ts';
export type { Program } from './program/Program.ts';
export { programHeader, programRoot } from './program/programRoot.ts';
export { type ProgramLimits, provableProgram } from './program/provableProgram.ts';
export { judgeStep } from './prove/judgeStep.ts';
export type { MachineInput } from './state/MachineInput.ts';
export { MachineState } from './state/MachineState.ts';
export { createStateTrace, type StateTraceOptions, type TraceFault } from './trace/createStateTrace.ts';
export type { StateTrace, TraceOptions, TraceResult } from './trace/StateTrace.ts';
export { commitInput, type InputCommitment } from './tree/inputCommitment.ts';
export { type ModuleFacts, validateModule } from './validate/validateModule.ts';
export { wasiPreview1Imports } from './wasi/wasiPreview1Imports.ts';
