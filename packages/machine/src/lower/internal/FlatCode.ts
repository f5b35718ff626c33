/** The flat code as it grows; one entry per instruction in each of the three. */
export class FlatCode {
  readonly opcodes: number[] = [];
  readonly a: number[] = [];
  readonly b: bigint[] = [];

  /** Where the next instruction goes. */
  get pc(): number {
    return this.opcodes.length;
  }

  /** Adds an instruction; gives its pc. */
  emit(opcode: number, a = 0, b = 0n): number {
    this.a.push(a);
    this.b.push(b);
    return this.opcodes.push(opcode) - 1;
  }

  /** Sets the target of a jump that was added before it was known. */
  patch(pc: number, target: number): void {
    this.b[pc] = BigInt(target);
  }
}
