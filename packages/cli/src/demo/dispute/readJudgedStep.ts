import { instructionName } from '@suanli/machine';
import { disputesAbi } from '@suanli/protocol';
import { type GameOutcome, getDisputeSections, type PlayedMove, type SuanliClient } from '@suanli/sdk';
import { decodeFunctionData, type Hex, hexToBigInt, sliceHex } from 'viem';

/** The step that the chain executed itself, and what executing it cost. */
export interface JudgedStep {
  /** Number of the segment that was left. */
  readonly pick: number;
  /** From this state to the next. */
  readonly step: bigint;
  readonly pc: number;
  readonly opcode: number;
  /** As docs/machine.md has it. */
  readonly name: string;
  /** Of a store, what it stores and where. */
  readonly stored: { readonly value: bigint; readonly address: bigint } | undefined;
  readonly gasUsed: bigint;
  readonly transactionHash: Hex;
  readonly blockNumber: bigint;
}

const wordBytes = 32;
const headerWords = 10;
const codeSiblings = 22;
const isStore = (opcode: number) => opcode >= 0x36 && opcode <= 0x3e;

export interface ReadJudgedStepParameters {
  /** Of a game that the Machine ended. */
  readonly outcome: GameOutcome;
  readonly moves: readonly PlayedMove[];
}

/** Reads from its transaction which step the Machine judged; see "Proof of one step" of docs/machine.md. */
export async function readJudgedStep(
  client: SuanliClient,
  { outcome, moves }: ReadJudgedStepParameters,
): Promise<JudgedStep> {
  const { transactionHash: hash, blockNumber } = outcome;
  const { input } = await client.publicClient.getTransaction({ hash });
  const { gasUsed } = await client.publicClient.getTransactionReceipt({ hash });
  const { functionName, args } = decodeFunctionData({ abi: disputesAbi, data: input });
  if (functionName !== 'prove' && functionName !== 'proveAndFinalize') {
    throw new Error(`the game ended by ${functionName}, not by a judged step`);
  }
  const [, pick, , witness] = args;
  const word = (index: number): bigint =>
    hexToBigInt(sliceHex(witness, index * wordBytes, (index + 1) * wordBytes, { strict: true }));
  const sections = await getDisputeSections(client);
  const { first = 0n, last = 0n } = moves.at(-1)?.steps ?? {};
  const opcode = Number(word(headerWords) & 0xffn);
  const operands = headerWords + 1 + codeSiblings;
  return {
    pick: Number(pick),
    step: first + ((last - first) / BigInt(sections)) * pick,
    pc: Number((word(0) >> 32n) & 0xffff_ffffn),
    opcode,
    name: instructionName(opcode),
    stored: isStore(opcode) ? { value: word(operands), address: word(operands + 1) } : undefined,
    gasUsed,
    transactionHash: hash,
    blockNumber,
  };
}
