import type { ErrorRow } from '../ErrorRow.ts';

export const machineErrors = {
  MACHINE_NOT_WASM: {
    retryable: false,
    en: {
      message: 'These bytes are not a WebAssembly 1.0 binary module.',
      next: 'Build the program for wasm32-wasi and give the .wasm file.',
    },
    zh: {
      message: '这些字节不是 WebAssembly 1.0 二进制模块。',
      next: '请把程序编译到 wasm32-wasi，并提交 .wasm 文件。',
    },
  },
  MACHINE_MALFORMED: {
    retryable: false,
    en: {
      message: 'The WebAssembly module is malformed at byte {offset}: {reason}.',
      next: 'Build the module again; the file may be cut short or damaged.',
    },
    zh: {
      message: 'WebAssembly 模块在第 {offset} 字节处格式错误：{reason}。',
      next: '请重新构建模块；文件可能不完整或已损坏。',
    },
  },
  MACHINE_UNSUPPORTED: {
    retryable: false,
    en: {
      message: 'The module uses {feature} at byte {offset}, which is outside the guest language.',
      next: 'Build it for plain WebAssembly 1.0 with sign extension, saturating conversion, multi-value and bulk memory; switch off SIMD, threads, exceptions, tail calls and reference types.',
    },
    zh: {
      message: '模块在第 {offset} 字节处使用了客体语言之外的特性：{feature}。',
      next: '请以 WebAssembly 1.0（含符号扩展、饱和转换、多值、批量内存）为目标重新构建，并关闭 SIMD、线程、异常、尾调用与引用类型。',
    },
  },
  MACHINE_INVALID: {
    retryable: false,
    en: {
      message: 'The module is not valid at byte {offset}: {reason}.',
      next: 'Build the module again with a current compiler; it breaks a rule of WebAssembly itself.',
    },
    zh: {
      message: '模块在第 {offset} 字节处无效：{reason}。',
      next: '模块违反了 WebAssembly 规则，请用较新的编译器重新构建。',
    },
  },
  MACHINE_LIMIT_EXCEEDED: {
    retryable: false,
    en: {
      message: 'The module has {what} {actual} at byte {offset}; at most {maximum} is allowed.',
      next: 'Split the module or the function in question.',
    },
    zh: {
      message: '模块在第 {offset} 字节处的 {what} 为 {actual}，上限为 {maximum}。',
      next: '请拆分该模块或相应的函数。',
    },
  },
  MACHINE_UNKNOWN_IMPORT: {
    retryable: false,
    en: {
      message: 'The module imports {module}.{name} ({kind}), which nobody provides.',
      next: 'Build for wasm32-wasi (WASI preview 1) and leave out host functions outside its supported subset.',
    },
    zh: {
      message: '模块导入了无人提供的 {module}.{name}（{kind}）。',
      next: '请以 wasm32-wasi（WASI preview 1）为目标构建，不要使用受支持子集以外的宿主函数。',
    },
  },
  MACHINE_IMPORT_TYPE: {
    retryable: false,
    en: {
      message: 'The module imports {module}.{name} as {actual}, but it is {expected}.',
      next: 'Declare the import with its right type.',
    },
    zh: {
      message: '模块以 {actual} 类型导入 {module}.{name}，但其实际类型为 {expected}。',
      next: '请以正确的类型声明该导入。',
    },
  },
  MACHINE_RESERVED_EXPORT: {
    retryable: false,
    en: {
      message: 'The module exports {name}; names that begin with __suanli_ are reserved.',
      next: 'Give the export another name.',
    },
    zh: {
      message: '模块导出了 {name}；以 __suanli_ 开头的名称是保留名称。',
      next: '请更改该导出的名称。',
    },
  },
  MACHINE_MEMORY_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The module asks for {pages} pages of memory to begin with; at most {maximum} are allowed.',
      next: 'Use less static memory or raise the memory limit of the job.',
    },
    zh: {
      message: '模块初始需要 {pages} 页内存，上限为 {maximum} 页。',
      next: '请减少静态内存，或提高作业的内存上限。',
    },
  },
  MACHINE_INVALID_OPTION: {
    retryable: false,
    en: {
      message: 'The option {name} has the value {value}, which is outside {range}.',
      next: 'Give a value within the range.',
    },
    zh: {
      message: '选项 {name} 的值 {value} 超出范围 {range}。',
      next: '请给出范围内的值。',
    },
  },
  MACHINE_PROGRAM_IMPORT: {
    retryable: false,
    en: {
      message: 'The {kind} import {module}.{name} has no place in a provable program.',
      next: 'Link the module with the system module first, or choose a verification that needs no proof.',
    },
    zh: {
      message: '可证明程序不支持 {kind} 导入 {module}.{name}。',
      next: '请先将模块与系统模块链接，或选择无需证明的验证方式。',
    },
  },
  MACHINE_PROGRAM_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The program has {size} {what}; the provable machine holds {limit}.',
      next: 'Make the module smaller, or choose a verification that needs no proof.',
    },
    zh: {
      message: '程序的 {what} 数量为 {size}，可证明机器最多容纳 {limit}。',
      next: '请缩小模块，或选择无需证明的验证方式。',
    },
  },
  MACHINE_PROGRAM_ENTRY: {
    retryable: false,
    en: {
      message: 'The module exports no function {name} without parameters that gives an i32.',
      next: 'Link the module with the system module first.',
    },
    zh: { message: '模块未导出无参数且返回 i32 的函数 {name}。', next: '请先将模块与系统模块链接。' },
  },
  MACHINE_WRONG_STATE: {
    retryable: false,
    en: {
      message: 'The witness of a step begins with the header of another state than the one that is disputed.',
      next: 'Prove the step after the last state that both parties agree upon.',
    },
    zh: {
      message: '单步证据开头的状态头不属于争议所在的状态。',
      next: '请为双方最后一致认可的状态之后的那一步生成证据。',
    },
  },
  MACHINE_WRONG_CODE: {
    retryable: false,
    en: {
      message: 'The witness of a step has an instruction that is not the one of the program at this place.',
      next: 'Prove the step with the program of the deal.',
    },
    zh: { message: '单步证据中的指令与程序在该处的指令不符。', next: '请使用该交易所约定的程序生成证据。' },
  },
  MACHINE_WRONG_WITNESS: {
    retryable: false,
    en: {
      message: 'The witness of a step does not prove what its instruction reads, or is too short or too long.',
      next: 'Prove the step anew from the state it begins with.',
    },
    zh: { message: '单步证据未能证明指令所读取的内容，或长度不符。', next: '请从该步的起始状态重新生成证据。' },
  },
} as const satisfies Record<string, ErrorRow>;
