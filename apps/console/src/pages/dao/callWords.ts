import { type ResourceTypeTerms, resourceKindName } from '@suanli/protocol';
import type { DecodedCall } from '@suanli/sdk';
import { formatMemory } from '../../format/formatMemory.ts';
import type { Text } from '../../text/Text.ts';
import { type TermName, termNames } from './readTerms.ts';

/** A call of a proposal, said to people. */
export interface CallWords {
  readonly sentence: string;
  /** What it sets, by name: each with what it is now where that is known and differs. */
  readonly values: readonly { readonly label: string; readonly value: string; readonly before?: string }[];
  /** True where nobody here knows what it does. */
  readonly unknown?: boolean;
}

interface KnownType extends Readonly<Record<TermName, number | bigint>> {
  readonly id: number;
  readonly name: string;
  readonly listed: boolean;
}

function valuesOf(text: Text, terms: ResourceTypeTerms, before: KnownType | undefined): CallWords['values'] {
  const values = termNames.map((name) => {
    const value = BigInt(terms[name]);
    const was = before && BigInt(before[name]);
    return {
      label: text.dao.terms[name],
      value: value.toLocaleString('en'),
      ...(was !== undefined && was !== value && { before: was.toLocaleString('en') }),
    };
  });
  const word = (listed: boolean) => (listed ? text.dao.listed : text.dao.closed);
  return [
    ...values,
    {
      label: text.common.status,
      value: word(terms.listed),
      ...(before && before.listed !== terms.listed && { before: word(before.listed) }),
    },
  ];
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([name, part]) => `${name}: ${written(part)}`);
    return `{${parts.join(', ')}}`;
  }
  // What somebody named a thing must not pass for more of the call.
  return typeof value === 'string' && !/^0x[0-9a-f]*$/i.test(value) ? JSON.stringify(value) : String(value);
}

/**
 * What a call of a proposal does, in words for what is proposed often, as it would be written in code for the rest.
 *
 * @param call undefined where it is to no contract of this market
 * @param raw where it goes and what is sent, shown where nothing else is known
 * @param types the types as they are now
 * @param open whether it may still be executed: then what it changes is compared to what is now
 */
export function callWords(
  text: Text,
  call: DecodedCall | undefined,
  raw: { readonly target: string; readonly data: string },
  types: readonly KnownType[],
  open: boolean,
): CallWords {
  if (call === undefined) {
    return {
      sentence: text.dao.calls.unknown,
      values: [
        { label: text.dao.calls.target, value: raw.target },
        { label: text.dao.calls.data, value: raw.data },
      ],
      unknown: true,
    };
  }
  const { contract, functionName, args } = call;
  if (contract === 'market' && functionName === 'setFee') {
    const [basisPoints, treasury] = args as readonly [number, string];
    return {
      sentence: text.dao.calls.setFee(String(basisPoints / 100)),
      values: [{ label: text.dao.calls.treasury, value: treasury }],
    };
  }
  if (contract === 'resourceTypes' && functionName === 'addType') {
    const [name, kind, memoryMib, terms] = args as readonly [string, number, number, ResourceTypeTerms];
    return {
      sentence: text.dao.calls.addType(name, text.dao.kinds[resourceKindName(kind)], formatMemory(memoryMib)),
      values: valuesOf(text, terms, undefined),
    };
  }
  if (contract === 'resourceTypes' && functionName === 'setTerms') {
    const [typeId, terms] = args as readonly [number, ResourceTypeTerms];
    const type = types.find(({ id }) => id === typeId);
    return {
      sentence: text.dao.calls.setTerms(type?.name ?? String(typeId)),
      values: valuesOf(text, terms, open ? type : undefined),
    };
  }
  return { sentence: `${contract}.${functionName}(${args.map(written).join(', ')})`, values: [] };
}
