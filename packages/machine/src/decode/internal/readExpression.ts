import { op, opcodeInfo, unsupportedOpcodeName } from '../../module/opcodes.ts';
import type { Instruction, ValueType } from '../../module/WasmModule.ts';
import { type ByteReader, limitExceeded, malformed, unsupported } from './ByteReader.ts';
import { implementationLimits } from './implementationLimits.ts';

const noLabels: readonly number[] = [];

/** Reads a value type; the types of other proposals are refused by name. */
export function readValueType(reader: ByteReader): ValueType {
  const offset = reader.position;
  const byte = reader.byte();
  if (byte === 0x7f) return 'i32';
  if (byte === 0x7e) return 'i64';
  if (byte === 0x7d) return 'f32';
  if (byte === 0x7c) return 'f64';
  if (byte === 0x7b) throw unsupported('the SIMD type v128', offset);
  if (byte >= 0x63 && byte <= 0x74) throw unsupported('a reference type as a value', offset);
  throw malformed('malformed value type', offset);
}

function readInstruction(reader: ByteReader): Instruction {
  const offset = reader.position;
  let opcode = reader.byte();
  if (opcode === 0xfc) {
    const second = reader.u32();
    if (second > 0x1f) throw unsupported(`opcode 0xfc ${second}`, offset);
    opcode = 0xfc00 | second;
  }
  const info = opcodeInfo(opcode);
  if (info === undefined) throw unsupported(unsupportedOpcodeName(opcode), offset);
  let index = 0;
  let align = 0;
  let value = 0n;
  let labels = noLabels;
  switch (info.immediate) {
    case 'none':
      break;
    case 'block':
      index = reader.s33();
      if (index < 0 && index !== -64 && (index < -4 || index > -1)) {
        if (index === -5) throw unsupported('the SIMD type v128', offset + 1);
        if (index <= -12 && index >= -29) throw unsupported('a reference type as a value', offset + 1);
        throw malformed('malformed block type', offset + 1);
      }
      break;
    case 'label':
    case 'function':
    case 'local':
    case 'global':
    case 'dataIndex':
    case 'elementIndex':
      index = reader.u32();
      break;
    case 'labels': {
      const at = reader.position;
      const count = reader.u32();
      if (count > implementationLimits.branchTargets) {
        throw limitExceeded('br_table targets', count, implementationLimits.branchTargets, at);
      }
      const targets: number[] = [];
      for (let position = 0; position <= count; position++) targets.push(reader.u32());
      labels = targets;
      break;
    }
    case 'callIndirect': {
      index = reader.u32();
      const at = reader.position;
      if (reader.u32() !== 0) throw unsupported('a second table', at);
      break;
    }
    case 'memory': {
      const at = reader.position;
      align = reader.u32();
      if (align >= 0x40 && align < 0x80) throw unsupported('a second memory', at);
      if (align >= 0x20) throw malformed('malformed memory access flags', at);
      index = reader.u32();
      break;
    }
    case 'memoryIndex':
      if (reader.u32() !== 0) throw unsupported('a second memory', offset);
      break;
    case 'i32':
      index = reader.s32();
      break;
    case 'i64':
      value = reader.s64();
      break;
    case 'f32':
      value = reader.floatBits(4);
      break;
    case 'f64':
      value = reader.floatBits(8);
      break;
    case 'memoryInit':
      index = reader.u32();
      if (reader.u32() !== 0) throw unsupported('a second memory', offset);
      break;
    case 'memoryCopy':
      if (reader.u32() !== 0 || reader.u32() !== 0) throw unsupported('a second memory', offset);
      break;
    case 'tableInit':
      index = reader.u32();
      if (reader.u32() !== 0) throw unsupported('a second table', offset);
      break;
    case 'tableCopy':
      if (reader.u32() !== 0 || reader.u32() !== 0) throw unsupported('a second table', offset);
      break;
  }
  return { opcode, offset, index, align, value, labels };
}

/** Reads instructions up to and with the `end` that closes the expression; blocks are properly nested in what it returns. */
export function readExpression(reader: ByteReader): Instruction[] {
  const code: Instruction[] = [];
  const open: number[] = [op.block];
  while (open.length > 0) {
    const instruction = readInstruction(reader);
    code.push(instruction);
    switch (instruction.opcode) {
      case op.block:
      case op.loop:
      case op.if:
        open.push(instruction.opcode);
        break;
      case op.else:
        if (open.pop() !== op.if) throw malformed('else without if', instruction.offset);
        open.push(op.else);
        break;
      case op.end:
        open.pop();
        break;
    }
  }
  return code;
}
