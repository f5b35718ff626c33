import { guests } from './generated/guests.ts';

export type GuestName = keyof typeof guests;

/** The binary of a guest of `packages/executor/guest`. */
export function guestModule(name: GuestName): Uint8Array {
  return new Uint8Array(Buffer.from(guests[name], 'base64'));
}
