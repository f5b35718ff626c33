import { decodeProposalCall } from '@suanli/sdk';
import { useQuery } from '@tanstack/react-query';
import type { Address, Hex } from 'viem';
import { useConsole } from '../../data/ConsoleContext.tsx';
import type { ProposalRow } from '../../data/tables.ts';
import { useResourceTypes } from '../../data/useResourceTypes.ts';
import { useText } from '../../text/TextContext.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { callWords } from './callWords.ts';
import classes from './ProposalCard.module.css';

/** What a proposal does, call by call. */
export function ProposalCalls({ proposal, open }: { readonly proposal: ProposalRow; readonly open: boolean }) {
  const { text } = useText();
  const { loadClient } = useConsole();
  const types = useResourceTypes();
  const raw = proposal.targets.map((target, i) => ({ target, data: proposal.calldatas[i] ?? '0x' }));
  const { data: calls } = useQuery({
    queryKey: ['proposalCalls', proposal.id.toString()],
    queryFn: async () => {
      const client = await loadClient();
      return raw.map(
        ({ target, data }) =>
          decodeProposalCall(client, { target: target as Address, data: data as Hex }) ?? ('unknown' as const),
      );
    },
  });
  return (
    <ol className={classes.calls} aria-label={text.dao.calls.title}>
      {calls?.map((call, i) => {
        const sent = raw[i] ?? { target: '', data: '' };
        const words = callWords(text, call === 'unknown' ? undefined : call, sent, types, open);
        const facts = words.values.map(({ label, value, before }) => ({
          label,
          value: before === undefined ? value : <strong>{text.dao.calls.change(before, value)}</strong>,
        }));
        const changed = facts.filter((_, at) => words.values[at]?.before !== undefined);
        return (
          <li key={`${sent.target}${sent.data}`}>
            {words.unknown ? (
              <Notice tone="bad" title={words.sentence}>
                <Facts look="list" facts={facts} />
              </Notice>
            ) : (
              <>
                <p className={classes.sentence}>{words.sentence}</p>
                {changed.length > 0 && <Facts facts={changed} />}
                {facts.length > changed.length && (
                  <details>
                    <summary>{text.common.details}</summary>
                    <Facts facts={facts.filter((fact) => !changed.includes(fact))} />
                  </details>
                )}
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}
