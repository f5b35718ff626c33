import { useText } from '../../text/TextContext.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import classes from './VoteBar.module.css';

export interface VoteBarProps {
  readonly forWei: bigint;
  readonly againstWei: bigint;
  readonly abstainWei: bigint;
  /** What votes for and abstaining have to reach together; zero where that is not known yet. */
  readonly quorumWei: bigint;
}

const width = 1_000;

/** Votes for, abstaining and against in one bar, with a mark where the quorum is; figures below say the same. */
export function VoteBar({ forWei, againstWei, abstainWei, quorumWei }: VoteBarProps) {
  const { text } = useText();
  const counted = forWei + abstainWei;
  const sum = counted + againstWei;
  // Some room behind the mark, so that what is beyond it can be seen.
  const whole = [sum, (quorumWei * 5n) / 4n, 1n].reduce((most, value) => (value > most ? value : most));
  const x = (wei: bigint) => Number((wei * BigInt(width)) / whole);
  const reached = counted >= quorumWei && sum > 0n;
  const parts = [
    { name: 'for', wei: forWei, from: 0n, look: classes.for },
    { name: 'abstain', wei: abstainWei, from: forWei, look: classes.abstain },
    { name: 'against', wei: againstWei, from: counted, look: classes.against },
  ] as const;
  return (
    <div className={classes.votes}>
      <svg className={classes.bar} viewBox={`0 0 ${width} 28`} preserveAspectRatio="none" aria-hidden="true">
        <rect className={classes.rail} x="0" y="7" width={width} height="14" />
        {parts.map(({ name, wei, from, look }) => (
          <rect key={name} className={look} x={x(from)} y="7" width={x(wei)} height="14" />
        ))}
        {quorumWei > 0n && <line className={classes.quorum} x1={x(quorumWei)} x2={x(quorumWei)} y1="0" y2="28" />}
      </svg>
      <dl className={classes.figures}>
        {parts.map(({ name, wei, look }) => (
          <div key={name}>
            <dt>
              <svg className={classes.key} viewBox="0 0 10 10" aria-hidden="true">
                <rect className={look} width="10" height="10" rx="2" />
              </svg>
              {text.dao.support[name]}
            </dt>
            <dd>
              <Tokens wei={wei} />
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <svg className={classes.key} viewBox="0 0 10 10" aria-hidden="true">
              <line className={classes.quorum} x1="5" x2="5" y1="0" y2="10" />
            </svg>
            {text.dao.quorum}
          </dt>
          <dd>
            {quorumWei > 0n ? (
              <>
                <Tokens wei={quorumWei} /> · {reached ? text.dao.quorumReached : text.dao.quorumMissing}
              </>
            ) : (
              '–'
            )}
          </dd>
        </div>
      </dl>
    </div>
  );
}
