export { accessManagerBytecode } from './generated/bytecode/accessManagerBytecode.ts';
export { bankBytecode } from './generated/bytecode/bankBytecode.ts';
export { brokerBytecode } from './generated/bytecode/brokerBytecode.ts';
export { computeProofBytecode } from './generated/bytecode/computeProofBytecode.ts';
export { computeTokenBytecode } from './generated/bytecode/computeTokenBytecode.ts';
export { erc1967ProxyBytecode } from './generated/bytecode/erc1967ProxyBytecode.ts';
export { rankingBytecode } from './generated/bytecode/rankingBytecode.ts';
