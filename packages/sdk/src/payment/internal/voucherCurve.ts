import { bytesToHex, type Hex, hexToBytes, keccak256, recoverAddress } from 'viem';
import { privateKeyToAddress, sign } from 'viem/accounts';

/** ECDSA over secp256k1, as vouchers need it. Addresses are in lower case. */
export interface VoucherCurve {
  addressOf(privateKey: Uint8Array): Hex;
  /** 65 bytes: r, s (the lower one), v (27 or 28). */
  sign(privateKey: Uint8Array, digest: Uint8Array): Promise<Hex> | Hex;
  /** Undefined where it is no signature. */
  recover(digest: Uint8Array, signature: Uint8Array): Promise<Hex | undefined> | Hex | undefined;
}

let loading: Promise<VoucherCurve> | undefined;

/**
 * Bitcoin's libsecp256k1 as WebAssembly, which signs in a third and recovers in a tenth of the time that it takes in
 * JavaScript; where WebAssembly is not to be had, as under a content security policy without `wasm-unsafe-eval`, JavaScript.
 */
export function loadVoucherCurve(): Promise<VoucherCurve> {
  loading ??= loadNative().catch(() => plainCurve);
  return loading;
}

function addressOfPublicKey(key: Uint8Array): Hex {
  return `0x${keccak256(key.subarray(1)).slice(-40)}`;
}

async function loadNative(): Promise<VoucherCurve> {
  // The module alone, for the package's index also starts four hash functions; and late, for few need it.
  const { instantiateSecp256k1 } = await import('@bitauth/libauth/build/lib/crypto/secp256k1.js');
  const curve = await instantiateSecp256k1();
  return {
    addressOf(privateKey) {
      const key = curve.derivePublicKeyUncompressed(privateKey);
      if (typeof key === 'string') throw new RangeError(key);
      return addressOfPublicKey(key);
    },
    sign(privateKey, digest) {
      const signed = curve.signMessageHashRecoverableCompact(privateKey, digest);
      if (typeof signed === 'string') throw new RangeError(signed);
      return `${bytesToHex(signed.signature)}${signed.recoveryId === 0 ? '1b' : '1c'}`;
    },
    recover(digest, signature) {
      const recoveryId = signature[64] === 27 ? 0 : 1;
      const key = curve.recoverPublicKeyUncompressed(signature.subarray(0, 64), recoveryId, digest);
      return typeof key === 'string' ? undefined : addressOfPublicKey(key);
    },
  };
}

/** The same in JavaScript. */
export const plainCurve: VoucherCurve = {
  addressOf: (privateKey) => privateKeyToAddress(bytesToHex(privateKey)).toLowerCase() as Hex,
  sign: (privateKey, digest) => sign({ hash: bytesToHex(digest), privateKey: bytesToHex(privateKey), to: 'hex' }),
  recover: (digest, signature) =>
    recoverAddress({ hash: bytesToHex(digest), signature: bytesToHex(signature) }).then(
      (address) => address.toLowerCase() as Hex,
      () => undefined,
    ),
};

const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** The bytes of a signature in the one form that the contract takes: 65 bytes, the lower s, v 27 or 28. */
export function canonicalSignature(signature: Hex): Uint8Array | undefined {
  if (!/^0x[0-9a-fA-F]{130}$/.test(signature)) return undefined;
  const bytes = hexToBytes(signature);
  if (bytes[64] !== 27 && bytes[64] !== 28) return undefined;
  return BigInt(`0x${signature.slice(66, 130)}`) <= halfOrder ? bytes : undefined;
}
