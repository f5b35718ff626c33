import { concatHex, type Hex, keccak256, stringToHex } from 'viem';

/**
 * The hash that a request commits to: keccak256("suanli/job" ‖ template hash ‖ tasks root). Who knows only the chain cannot
 * name a template that fits, because a template carries a random salt.
 */
export function hashJob(templateHash: Hex, tasksRoot: Hex): Hex {
  return keccak256(concatHex([stringToHex('suanli/job'), templateHash, tasksRoot]));
}
