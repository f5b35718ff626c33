import {
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeGovernorAbi,
  computeProofAbi,
  computeTokenAbi,
  creditLineAbi,
  creditUnits,
  type Deployment,
  dealStatusName,
  decodeBatch,
  decodeModel,
  hardwareAbi,
  levelRangeName,
  lotteryAbi,
  marketAbi,
  priceCurveAbi,
  proofStageName,
  rankingAbi,
  resourceAbi,
  resourceKindName,
  resourceTypesAbi,
  revenueRightAbi,
  useRightAbi,
} from '@suanli/protocol';
import {
  type Abi,
  type Address,
  createPublicClient,
  decodeFunctionData,
  type Hex,
  http,
  parseEventLogs,
  zeroAddress,
} from 'viem';
import { querySql, type SqlRow } from './querySql.ts';

type Plain = string | number | boolean | null | readonly Plain[];

/** Addresses in small letters, numbers as text, lists as text: so that both sides read the same. */
function plain(value: unknown): Plain {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.startsWith('0x') ? value.toLowerCase() : value;
  if (Array.isArray(value)) return value.map(plain);
  return (value ?? null) as Plain;
}

const none = (address: string) => (address === zeroAddress ? null : address);

/**
 * Every difference between the tables and what the contracts say, as lines; none where they are equal. Rows that the
 * chain knows nothing of differ as well.
 */
export async function differences(url: string, rpcUrl: string, deployment: Deployment): Promise<string[]> {
  const client = createPublicClient({ transport: http(rpcUrl, { batch: { batchSize: 500 } }) });
  const block = await client.getBlock({ includeTransactions: false });
  const at = { blockNumber: block.number } as const;
  const lines: string[] = [];
  const expectRow = (name: string, row: SqlRow | undefined, expected: Record<string, unknown>) => {
    for (const [column, value] of Object.entries(expected)) {
      const [actual, wanted] = [JSON.stringify(plain(row?.[column])), JSON.stringify(plain(value))];
      if (actual !== wanted) lines.push(`${name} ${column}: ${actual}, on chain ${wanted}`);
    }
  };
  const expectCount = (name: string, rows: readonly unknown[], count: bigint | number) => {
    if (rows.length !== Number(count)) lines.push(`${rows.length} rows of ${name}, on chain ${count}`);
  };
  const table = async (name: string) => querySql(url, `select * from ${name}`);
  const by = (rows: readonly SqlRow[], column = 'id') => new Map(rows.map((row) => [String(row[column]), row]));
  const ids = (count: bigint | number) => Array.from({ length: Number(count) }, (_, i) => BigInt(i + 1));
  const each = async <Item>(items: readonly Item[], check: (item: Item) => Promise<void>) => {
    await Promise.all(items.map(check));
  };

  const types = { abi: resourceTypesAbi, address: deployment.resourceTypes, ...at } as const;
  const hardware = { abi: hardwareAbi, address: deployment.hardware, ...at } as const;
  const resource = { abi: resourceAbi, address: deployment.resource, ...at } as const;
  const useRight = { abi: useRightAbi, address: deployment.useRight, ...at } as const;
  const revenue = { abi: revenueRightAbi, address: deployment.revenueRight, ...at } as const;
  const market = { abi: marketAbi, address: deployment.market, ...at } as const;
  const bank = { abi: bankAbi, address: deployment.bank, ...at } as const;
  const token = { abi: computeTokenAbi, address: deployment.token, ...at } as const;
  const proof = { abi: computeProofAbi, address: deployment.computeProof, ...at } as const;
  const ranking = { abi: rankingAbi, address: deployment.ranking, ...at } as const;
  const broker = { abi: brokerAbi, address: deployment.broker, ...at } as const;
  const lotteries = { abi: lotteryAbi, address: deployment.lottery, ...at } as const;
  const credit = { abi: creditLineAbi, address: deployment.creditLine, ...at } as const;
  const curve = { abi: priceCurveAbi, address: deployment.priceCurve, ...at } as const;
  const governor = { abi: computeGovernorAbi, address: deployment.governor, ...at } as const;
  const manager = { abi: accessManagerAbi, address: deployment.accessManager, ...at } as const;

  const checkTypes = async () => {
    const rows = await table('resource_type');
    const found = by(rows);
    const count = await client.readContract({ ...types, functionName: 'typeCount' });
    expectCount('resource_type', rows, count);
    await each(ids(count), async (id) => {
      const [[name, kind, memoryMib, version], terms, [within1s, within60s, within600s, longer]] = await Promise.all([
        client.readContract({ ...types, functionName: 'typeOf', args: [Number(id)] }),
        client.readContract({ ...types, functionName: 'termsOf', args: [Number(id)] }),
        client.readContract({ ...ranking, functionName: 'bucketsOf', args: [Number(id)] }),
      ]);
      expectRow(`resource_type ${id}`, found.get(String(id)), {
        name,
        kind: resourceKindName(kind),
        memory_mib: memoryMib,
        version,
        listed: terms.listed,
        revenue_shares: terms.revenueShares,
        leaf_count_log2: terms.leafCountLog2,
        samples: terms.samples,
        hashes_per_leaf: terms.hashesPerLeaf,
        time_limit_seconds: terms.timeLimitSeconds,
        min_hashes_per_second: terms.minHashesPerSecond,
        max_hashes_per_second: terms.maxHashesPerSecond,
        proofs_within1s: within1s,
        proofs_within60s: within60s,
        proofs_within600s: within600s,
        proofs_longer: longer,
      });
    });
  };

  const checkAssets = async () => {
    const [devices, resources] = await Promise.all([table('hardware'), table('resource')]);
    const [deviceCount, resourceCount] = await Promise.all([
      client.readContract({ ...hardware, functionName: 'hardwareCount' }),
      client.readContract({ ...resource, functionName: 'resourceCount' }),
    ]);
    expectCount('hardware', devices, deviceCount);
    expectCount('resource', resources, resourceCount);
    const foundDevices = by(devices);
    await each(ids(deviceCount), async (id) => {
      const [owner, [typeId, model, lockedIn]] = await Promise.all([
        client.readContract({ ...hardware, functionName: 'ownerOf', args: [id] }),
        client.readContract({ ...hardware, functionName: 'hardwareOf', args: [id] }),
      ]);
      expectRow(`hardware ${id}`, foundDevices.get(String(id)), {
        owner,
        type_id: typeId,
        model: decodeModel(model),
        resource_id: lockedIn === 0n ? null : lockedIn,
      });
    });
    const foundResources = by(resources);
    await each(ids(resourceCount), async (id) => {
      const row = foundResources.get(String(id));
      try {
        const [owner, [typeId, count, boundTo, boundUntil], devicesOf, model, standing] = await Promise.all([
          client.readContract({ ...resource, functionName: 'ownerOf', args: [id] }),
          client.readContract({ ...resource, functionName: 'resourceOf', args: [id] }),
          client.readContract({ ...resource, functionName: 'hardwareOf', args: [id] }),
          client.readContract({ ...resource, functionName: 'modelOf', args: [id] }),
          client.readContract({ ...ranking, functionName: 'standingOf', args: [id] }),
        ]);
        expectRow(`resource ${id}`, row, {
          owner,
          type_id: typeId,
          count,
          bound_to: boundTo === 0n ? null : boundTo,
          bound_until: boundUntil,
          hardware_ids: `{${devicesOf.join(',')}}`,
          model: decodeModel(model),
          dissolved: false,
          best_hashes_per_second: standing.bestHashesPerSecond,
          best_range: levelRangeName(standing.bestRange as 0),
          best_proof_id: standing.bestProof === 0n ? null : standing.bestProof,
        });
      } catch {
        expectRow(`resource ${id}`, row, { dissolved: true, bound_to: null });
      }
    });
  };

  const checkUseRights = async () => {
    const [rights, listings, offers, mandates] = await Promise.all([
      table('use_right'),
      table('listing'),
      table('renewal_offer'),
      table('renewal_mandate'),
    ]);
    const [found, listed, offered, mandated] = [
      by(rights),
      by(listings, 'use_right_id'),
      by(offers, 'use_right_id'),
      by(mandates, 'use_right_id'),
    ];
    const count = await client.readContract({ ...useRight, functionName: 'useRightCount' });
    expectCount('use_right', rights, count);
    let live = 0;
    await each(ids(count), async (id) => {
      const [[owner, state], user, userExpires, [seller, priceWei], offer, mandate] = await Promise.all([
        client.readContract({ ...useRight, functionName: 'stateOf', args: [id] }),
        client.readContract({ ...useRight, functionName: 'userOf', args: [id] }),
        client.readContract({ ...useRight, functionName: 'userExpires', args: [id] }),
        client.readContract({ ...market, functionName: 'listingOf', args: [id] }),
        client.readContract({ ...market, functionName: 'renewalOfferOf', args: [id] }),
        client.readContract({ ...market, functionName: 'renewalMandateOf', args: [id] }),
      ]);
      const row = found.get(String(id));
      if (owner === zeroAddress) {
        expectRow(`use_right ${id}`, row, { owner: null, status: 'givenBack' });
        if (listed.has(String(id))) lines.push(`listing ${id} of a right that was given back`);
        return;
      }
      expectRow(`use_right ${id}`, row, {
        owner,
        resource_id: state.resource,
        expires_at: state.expiresAt,
        transfers: state.transfers,
        sold: state.sold,
        user: none(user),
        user_expires: userExpires === 0n ? null : userExpires,
      });
      if (seller !== zeroAddress) {
        live++;
        expectRow(`listing ${id}`, listed.get(String(id)), {
          seller,
          price_wei: priceWei,
          resource_id: state.resource,
          expires_at: state.expiresAt,
          first_sale: !state.sold,
          type_name: row?.type_name,
          model: row?.model,
          count: row?.count,
        });
        expectRow(`use_right ${id}`, row, { status: 'listed' });
      }
      if (offer.priceWeiPerSecond !== 0n)
        expectRow(`renewal_offer ${id}`, offered.get(String(id)), {
          price_wei_per_second: offer.priceWeiPerSecond,
          period_seconds: offer.periodSeconds,
          until: offer.until,
        });
      if (mandate.budgetWei !== 0n)
        expectRow(`renewal_mandate ${id}`, mandated.get(String(id)), {
          owner,
          budget_wei: mandate.budgetWei,
          max_price_wei_per_second: mandate.maxPriceWeiPerSecond,
          until: mandate.until,
        });
      else if (mandated.has(String(id))) lines.push(`renewal_mandate ${id} that the chain does not know`);
    });
    expectCount(
      'live listing',
      listings.filter((row) => BigInt(String(row.expires_at)) > block.timestamp),
      live,
    );
  };

  const checkIncome = async () => {
    const [rights, holdings, listings, receipts, paid] = await Promise.all([
      table('revenue_right'),
      table('shareholding'),
      table('shares_listing'),
      table('income_receipt'),
      table('settlement'),
    ]);
    const found = by(rights, 'resource_id');
    const count = await client.readContract({ ...resource, functionName: 'resourceCount' });
    const sum = (rows: readonly SqlRow[], column: string, id: bigint) =>
      rows
        .filter((row) => row.resource_id === String(id))
        .reduce((total, row) => total + BigInt(String(row[column])), 0n);
    let created = 0;
    await each(ids(count), async (id) => {
      const [totalShares, [incomePerShareWei, remainderWei], valid] = await Promise.all([
        client.readContract({ ...revenue, functionName: 'totalShares', args: [id] }),
        client.readContract({ ...revenue, functionName: 'incomeOf', args: [id] }),
        client.readContract({ ...revenue, functionName: 'isValid', args: [id] }),
      ]);
      if (totalShares === 0) return;
      created++;
      expectRow(`revenue_right ${id}`, found.get(String(id)), {
        total_shares: totalShares,
        income_per_share_wei: incomePerShareWei,
        remainder_wei: remainderWei,
        valid,
        total_income_wei: sum(receipts, 'amount_wei', id),
        settled_wei: sum(paid, 'amount_wei', id),
        holders: holdings.filter((row) => row.resource_id === String(id) && row.shares !== '0').length,
      });
      if (sum(holdings, 'shares', id) !== BigInt(totalShares)) lines.push(`shares of ${id} do not add up`);
    });
    expectCount('revenue_right', rights, created);
    await each(holdings, async (row) => {
      const [id, holder] = [BigInt(String(row.resource_id)), row.holder as Address];
      const [shares, accrued] = await Promise.all([
        client.readContract({ ...revenue, functionName: 'balanceOf', args: [holder, id] }),
        client.readContract({ ...revenue, functionName: 'accruedOf', args: [id, holder] }),
      ]);
      expectRow(`shareholding ${id} ${holder}`, row, { shares });
      const perShare = BigInt(String(found.get(String(id))?.income_per_share_wei));
      const computed =
        BigInt(String(row.accrued_wei)) +
        BigInt(String(row.shares)) * (perShare - BigInt(String(row.seen_per_share_wei)));
      if (computed !== accrued) lines.push(`shareholding ${id} ${holder} has earned ${computed}, on chain ${accrued}`);
      const [offered, priceWeiPerShare, until] = await client.readContract({
        ...market,
        functionName: 'sharesListingOf',
        args: [id, holder],
      });
      const listing = listings.find((other) => other.resource_id === String(id) && other.seller === holder);
      if (offered !== 0)
        expectRow(`shares_listing ${id} ${holder}`, listing, {
          shares: offered,
          price_wei_per_share: priceWeiPerShare,
          until,
        });
      else if (listing) lines.push(`shares_listing ${id} ${holder} that the chain does not know`);
    });
  };

  const checkBank = async () => {
    const [accounts, changes] = await Promise.all([table('account'), table('account_change')]);
    let total = 0n;
    await each(accounts, async (row) => {
      const address = row.address as Address;
      const [[availableWei, lockedWei, consent], [pendingWei, unlockTime]] = await Promise.all([
        client.readContract({ ...bank, functionName: 'accountOf', args: [address] }),
        client.readContract({ ...bank, functionName: 'withdrawalOf', args: [address] }),
      ]);
      const own = changes.filter((change) => change.account === address);
      const funds = availableWei + lockedWei + pendingWei;
      total += funds;
      expectRow(`account ${address}`, row, {
        available_wei: availableWei,
        locked_wei: lockedWei,
        pending_wei: pendingWei,
        unlock_at: pendingWei === 0n ? null : unlockTime,
        consent_modules: consent,
        changes: own.length,
      });
      const told = own.reduce((sum, change) => sum + BigInt(String(change.delta_wei)), 0n);
      if (told !== funds) lines.push(`changes of ${address} add up to ${told}, on chain ${funds}`);
      for (const change of own) {
        const delta = BigInt(String(change.delta_wei));
        const arrow = delta === 0n ? null : delta > 0n ? '↑' : '↓';
        if (change.direction !== arrow) lines.push(`change ${change.id} goes ${change.direction}`);
      }
    });
    const held = await client.readContract({ ...bank, functionName: 'totalHeldWei' });
    if (total !== held) lines.push(`accounts hold ${total}, on chain ${held}`);
  };

  const checkToken = async () => {
    await each(await table('token_balance'), async (row) => {
      const address = row.address as Address;
      const [balanceWei, votesWei, delegate] = await Promise.all([
        client.readContract({ ...token, functionName: 'balanceOf', args: [address] }),
        client.readContract({ ...token, functionName: 'getVotes', args: [address] }),
        client.readContract({ ...token, functionName: 'delegates', args: [address] }),
      ]);
      expectRow(`token_balance ${address}`, row, {
        balance_wei: balanceWei,
        votes_wei: votesWei,
        delegate: none(delegate),
      });
    });
  };

  const checkProofs = async () => {
    const [proofs, ranks] = await Promise.all([table('compute_proof'), table('ranking')]);
    const count = await client.readContract({ ...proof, functionName: 'proofCount' });
    expectCount('compute_proof', proofs, count);
    const found = by(proofs);
    await each(ids(count), async (id) => {
      const state = await client.readContract({ ...proof, functionName: 'proofOf', args: [id] });
      const set = (value: number) => (value === 0 ? null : value);
      expectRow(`compute_proof ${id}`, found.get(String(id)), {
        stage: proofStageName(state.stage as 0),
        prover: state.prover,
        type_id: state.typeId,
        terms_version: state.termsVersion,
        use_right_id: state.useRight,
        resource_id: state.resource,
        issued_block: state.issuedBlock,
        issued_at: state.issuedAt,
        committed_block: set(state.committedBlock),
        committed_at: set(state.committedAt),
        ended_at: set(state.endedAt),
        hashes_per_second: state.hashesPerSecond === 0n ? null : state.hashesPerSecond,
        range: levelRangeName(state.range as 0),
        ...(state.committedBlock === 0 ? {} : { seed: state.seed, root: state.root }),
      });
    });
    await each(ranks, async (row) => {
      const standing = await client.readContract({
        ...ranking,
        functionName: 'standingOf',
        args: [BigInt(String(row.resource_id))],
      });
      expectRow(`ranking ${row.resource_id}`, row, {
        best_proof_id: standing.bestProof,
        best_hashes_per_second: standing.bestHashesPerSecond,
        best_elapsed_seconds: standing.bestElapsedSeconds,
        best_range: levelRangeName(standing.bestRange as 0),
        passed: standing.passed,
      });
    });
  };

  const checkDeals = async () => {
    await each(await table('deal'), async (row) => {
      const [status] = await client.readContract({ ...broker, functionName: 'dealState', args: [row.id as Hex] });
      expectRow(`deal ${row.id}`, row, { status: dealStatusName(status as 0) });
    });
  };

  const checkGovernance = async () => {
    const [proposals, votes, members, fees] = await Promise.all([
      table('proposal'),
      table('vote'),
      table('role_member'),
      querySql(url, 'select * from market_stats'),
    ]);
    await each(proposals, async (row) => {
      const id = BigInt(String(row.id));
      const snapshot = await client.readContract({ ...governor, functionName: 'proposalSnapshot', args: [id] });
      const [[againstWei, forWei, abstainWei], deadline, proposer, eta, state] = await Promise.all([
        client.readContract({ ...governor, functionName: 'proposalVotes', args: [id] }),
        client.readContract({ ...governor, functionName: 'proposalDeadline', args: [id] }),
        client.readContract({ ...governor, functionName: 'proposalProposer', args: [id] }),
        client.readContract({ ...governor, functionName: 'proposalEta', args: [id] }),
        client.readContract({ ...governor, functionName: 'state', args: [id] }),
      ]);
      expectRow(`proposal ${id}`, row, {
        proposer,
        snapshot_block: snapshot,
        deadline_block: deadline,
        for_wei: forWei,
        against_wei: againstWei,
        abstain_wei: abstainWei,
        eta_seconds: eta === 0n ? null : eta,
        executed: state === 7,
        canceled: state === 2,
      });
      if (snapshot < block.number)
        expectRow(`proposal ${id}`, row, {
          quorum_wei: await client.readContract({ ...governor, functionName: 'quorum', args: [snapshot] }),
        });
    });
    await each(votes, async (row) => {
      const args = [BigInt(String(row.proposal_id)), row.voter as Address] as const;
      if (!(await client.readContract({ ...governor, functionName: 'hasVoted', args })))
        lines.push(`vote of ${args[1]} that the chain does not know`);
    });
    await each(
      members.filter((row) => row.source === 'accessManager'),
      async (row) => {
        const args = [BigInt(String(row.role)), row.account as Address] as const;
        const [isMember, delay] = await client.readContract({ ...manager, functionName: 'hasRole', args });
        if (!isMember || String(delay) !== row.delay_seconds) lines.push(`role_member ${args.join(' ')}`);
      },
    );
    const [feeBasisPoints, treasury] = await client.readContract({ ...market, functionName: 'fee' });
    expectRow('market_stats', fees[0], { fee_basis_points: feeBasisPoints, treasury });
  };

  const range = { fromBlock: deployment.deployedBlock, toBlock: block.number } as const;
  const total = (rows: readonly SqlRow[], column: string) =>
    rows.reduce((sum, row) => sum + BigInt(String(row[column])), 0n);
  const number = (row: SqlRow, column: string) => BigInt(String(row[column]));

  const checkLotteries = async () => {
    const rows = await table('lottery');
    const logs = await client.getLogs({ address: deployment.lottery, ...range });
    const [opened, paid, expired] = [
      parseEventLogs({ abi: lotteryAbi, eventName: 'LotteryOpened', logs }),
      parseEventLogs({ abi: lotteryAbi, eventName: 'LotteryPaid', logs }),
      parseEventLogs({ abi: lotteryAbi, eventName: 'LotteryExpired', logs }),
    ];
    expectCount('lottery', rows, opened.length);
    const found = by(rows, 'hash');
    await each(opened, async ({ args: { hash, ...terms }, blockNumber, transactionHash }) => {
      const [isOpen, known] = await Promise.all([
        client.readContract({ ...lotteries, functionName: 'isOpen', args: [terms] }),
        client.readContract({ ...lotteries, functionName: 'hashOf', args: [terms] }),
      ]);
      const payment = paid.find(({ args }) => args.hash === hash);
      const expiry = expired.find(({ args }) => args.hash === hash);
      const end = payment ?? expiry;
      if (isOpen !== (end === undefined)) lines.push(`lottery ${hash} ends in events alone`);
      expectRow(`lottery ${hash}`, found.get(hash), {
        hash: known,
        payer: terms.payer,
        lottery_id: terms.id,
        lane: terms.id % 65_536n,
        value_wei: terms.valueWei,
        draw_block: terms.drawBlock,
        claim_blocks: terms.claimBlocks,
        weight: BigInt(`0x${terms.root.slice(-16)}`),
        root_hash: terms.root,
        status: payment ? 'paid' : expiry ? 'expired' : 'open',
        winner: payment?.args.winner,
        bounty_wei: payment?.args.bountyWei,
        opened_block: blockNumber,
        opened_tx: transactionHash,
        ended_block: end?.blockNumber,
        ended_tx: end?.transactionHash,
      });
    });
    // Whatever the events say, a lane has the number of its latest, and says whether that one is open.
    await each([...new Set(rows.map((row) => `${row.payer} ${row.lane}`))], async (key) => {
      const own = rows.filter((row) => `${row.payer} ${row.lane}` === key);
      const [payer, lane] = key.split(' ') as [Address, string];
      const args = [payer, Number(lane)] as const;
      const [sequence, hash] = await client.readContract({ ...lotteries, functionName: 'laneOf', args });
      const latest = own.reduce((a, b) => (number(a, 'lottery_id') > number(b, 'lottery_id') ? a : b));
      expectRow(`lottery ${latest.hash}`, latest, {
        lottery_id: BigInt(sequence) * 65_536n + BigInt(lane),
        status: BigInt(hash) === 0n ? latest.status : 'open',
      });
      const open = own.filter((row) => row.status === 'open');
      expectCount(`lottery open in lane ${key}`, open, BigInt(hash) === 0n ? 0 : 1);
      if (open.some((row) => !String(row.hash).startsWith(hash))) lines.push(`lane ${key} has ${hash}`);
    });
  };

  const checkBatches = async () => {
    const [batches, payments, accounts] = await Promise.all([
      table('batch_payout'),
      table('batch_payment'),
      table('account'),
    ]);
    await each(accounts, async ({ address }) => {
      const args = [address as Address] as const;
      const next = await client.readContract({ ...bank, functionName: 'nextBatchOf', args });
      const own = batches.filter((batch) => batch.payer === address).map((batch) => String(batch.number));
      const numbers = Array.from({ length: next }, (_, i) => String(i));
      if (own.sort().join() !== numbers.sort().join()) lines.push(`batches of ${address}: ${own}, on chain ${next}`);
    });
    // The events are what is indexed; the calls that they came of say the same in other bytes.
    await each(batches, async (batch) => {
      const { from, input, blockNumber } = await client.getTransaction({ hash: batch.tx as Hex });
      const { functionName, args } = decodeFunctionData({ abi: bankAbi, data: input });
      if (functionName !== 'payBatch') {
        lines.push(`batch_payout ${batch.id} of ${functionName}`);
        return;
      }
      const paid = decodeBatch({ terms: args[0], payments: args[1] });
      expectRow(`batch_payout ${batch.id}`, batch, {
        id: `${from.toLowerCase()}-${paid.number}`,
        payer: from,
        number: paid.number,
        payees: paid.payments.length,
        total_wei: paid.totalWei,
        block: blockNumber,
      });
      const own = payments
        .filter((payment) => payment.batch_id === batch.id)
        .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
      expectCount(`batch_payment of ${batch.id}`, own, paid.payments.length);
      for (const [i, { account, amountWei }] of paid.payments.entries())
        expectRow(`batch_payment ${i} of ${batch.id}`, own[i], {
          payer: from,
          payee: account,
          amount_wei: amountWei,
          block: blockNumber,
        });
    });
    expectCount('batch_payment', payments, total(batches, 'payees'));
  };

  const checkCredit = async () => {
    const [rows, payments] = await Promise.all([table('credit_line'), table('credit_payment')]);
    const logs = await client.getLogs({ address: deployment.creditLine, ...range });
    const opened = parseEventLogs({ abi: creditLineAbi, eventName: 'CreditLineOpened', logs });
    const toppedUp = parseEventLogs({ abi: creditLineAbi, eventName: 'CreditLineToppedUp', logs });
    const redeemed = parseEventLogs({ abi: creditLineAbi, eventName: 'CreditLineRedeemed', logs });
    expectCount('credit_line', rows, opened.length);
    expectCount('credit_payment', payments, redeemed.length);
    const found = by(rows);
    await each(opened, async ({ args: { id, ...terms }, blockNumber, transactionHash }) => {
      const row = found.get(id);
      const [lineId, [depositWei, redeemedWei, redeemedQuantity, closed]] = await Promise.all([
        client.readContract({ ...credit, functionName: 'lineIdOf', args: [terms] }),
        client.readContract({ ...credit, functionName: 'lineOf', args: [id] }),
      ]);
      const addedWei = toppedUp
        .filter(({ args }) => args.id === id)
        .reduce((sum, { args }) => sum + args.amountWei, 0n);
      const deposited = terms.depositWei + addedWei;
      const own = payments.filter((payment) => payment.line_id === id);
      const last = redeemed.findLast(({ args }) => args.id === id)?.args.quantity ?? 0n;
      expectRow(`credit_line ${id}`, row, {
        id: lineId,
        payer: terms.payer,
        payee: terms.payee,
        unit: creditUnits[terms.unit],
        price_wei_per_unit: terms.priceWeiPerUnit,
        // The chain forgets these two when a line is closed.
        deposit_wei: closed ? deposited : depositWei,
        redeemed_quantity: closed ? last : redeemedQuantity,
        redeemed_wei: redeemedWei,
        starts_at: terms.startsAt,
        expires_at: terms.expiresAt,
        grace_seconds: terms.graceSeconds,
        ends_at: terms.expiresAt + BigInt(creditUnits[terms.unit] === 'timed' ? 0 : terms.graceSeconds),
        nonce: terms.nonce,
        status: closed ? 'closed' : 'open',
        refund_wei: closed ? deposited - redeemedWei : null,
        opened_block: blockNumber,
        opened_tx: transactionHash,
      });
      if ((row?.closed_block === null) === closed) lines.push(`credit_line ${id} closed in ${row?.closed_block}`);
      if (total(own, 'paid_wei') !== redeemedWei) lines.push(`payments of ${id} do not add up to ${redeemedWei}`);
      for (const payment of own)
        expectRow(`credit_payment ${payment.id}`, payment, { payer: terms.payer, payee: terms.payee });
    });
  };

  const checkPrices = async () => {
    const [terms, statements, types] = await Promise.all([
      table('price_terms'),
      table('price_statement'),
      table('resource_type'),
    ]);
    const epoch = await client.readContract({ ...curve, functionName: 'currentEpoch' });
    await each(types, async ({ id }) => {
      const typeId = Number(id);
      const own = terms.filter((row) => row.type_id === id).sort((a, b) => Number(a.version) - Number(b.version));
      for (const [i, row] of own.entries()) {
        const args = [typeId, Number(row.from_epoch)] as const;
        const [onChain, version] = await client.readContract({ ...curve, functionName: 'termsAt', args });
        expectRow(`price_terms ${typeId} ${row.version}`, row, {
          version,
          base_price_wei_per_gwu: onChain.basePriceWeiPerGwu,
          alpha_e9: onChain.alphaE9,
          floor_wei_per_gwu: onChain.floorWeiPerGwu,
          cap_wei_per_gwu: onChain.capWeiPerGwu,
          max_work_per_device: onChain.maxWorkPerDevice,
          work_per_proven_hash: onChain.workPerProvenHash,
          bond_wei_per_gwu: onChain.bondWeiPerGwu,
          fee_basis_points: onChain.feeBasisPoints,
        });
        if (version !== i + 1) lines.push(`price_terms of ${typeId} lack version ${i + 1}`);
      }
      // Of a type without terms the chain knows none, either.
      const [, latest] = await client
        .readContract({ ...curve, functionName: 'termsAt', args: [typeId, epoch + 1] })
        .catch(() => [undefined, 0] as const);
      expectCount(`price_terms of ${typeId}`, own, latest);
      const published = statements.filter((row) => row.type_id === id);
      const untilEpoch = Math.max(0, ...published.map((row) => Number(row.until_epoch)));
      const fromEpoch = Math.min(untilEpoch, ...published.map((row) => Number(row.from_epoch)));
      await each(
        Array.from({ length: untilEpoch - fromEpoch }, (_, i) => fromEpoch + i),
        async (covered) => {
          const args = [typeId, covered] as const;
          const figures = await client.readContract({ ...curve, functionName: 'figuresOf', args });
          const holding = published.filter(
            (row) => Number(row.from_epoch) <= covered && covered < Number(row.until_epoch),
          );
          const sum = (kind: string) =>
            total(
              holding.filter((row) => row.kind === kind),
              'work_per_epoch',
            );
          if (sum('supply') !== figures.supplyWork || sum('demand') !== figures.demandWork)
            lines.push(`price_statements of ${typeId} in epoch ${covered} do not add up to what is on chain`);
        },
      );
    });
    const logs = await client.getLogs({ address: deployment.priceCurve, ...range });
    const supplies = parseEventLogs({ abi: priceCurveAbi, eventName: 'SupplyPublished', logs });
    const demands = parseEventLogs({ abi: priceCurveAbi, eventName: 'DemandPublished', logs });
    const releases = parseEventLogs({ abi: priceCurveAbi, eventName: 'StatementReleased', logs });
    expectCount('price_statement', statements, supplies.length + demands.length);
    const found = by(statements);
    await each([...supplies, ...demands], async ({ args, blockNumber, transactionHash }) => {
      const [account, bondWei, releaseEpoch] = await client.readContract({
        ...curve,
        functionName: 'statementOf',
        args: [args.id],
      });
      const row = found.get(String(args.id));
      const release = releases.find((other) => other.args.id === args.id);
      expectRow(`price_statement ${args.id}`, row, {
        kind: 'resource' in args ? 'supply' : 'demand',
        account: 'resource' in args ? args.provider : args.requester,
        type_id: args.typeId,
        type_name: types.find((type) => Number(type.id) === args.typeId)?.name,
        resource_id: 'resource' in args ? args.resource : null,
        work_per_epoch: args.workPerEpoch,
        from_epoch: args.fromEpoch,
        until_epoch: args.untilEpoch,
        bond_wei: args.bondWei,
        fee_wei: args.feeWei,
        released_tx: release?.transactionHash,
        block: blockNumber,
        tx: transactionHash,
      });
      // The chain has a statement until its bond is released.
      if ((account === zeroAddress) !== (row?.released_at !== null))
        lines.push(`price_statement ${args.id} released at ${row?.released_at}`);
      if (account !== zeroAddress)
        expectRow(`price_statement ${args.id}`, row, { account, bond_wei: bondWei, until_epoch: releaseEpoch - 1 });
    });
  };

  /** Each log of these is one row: none is missing, none is there twice. */
  const checkHistory = async () => {
    const logs = async (address: Address, abi: Abi, names: readonly string[]) => {
      const found = parseEventLogs({ abi, logs: await client.getLogs({ address, ...range }) });
      return found.filter(({ eventName }) => names.includes(eventName)).length;
    };
    const [marketLogs, rightLogs, rows, sales, transfers] = await Promise.all([
      logs(deployment.market, marketAbi, [
        'UseRightListed',
        'UseRightDelisted',
        'UseRightRenewed',
        'RenewalOffered',
        'RenewalMandated',
      ]),
      logs(deployment.useRight, useRightAbi, ['UseRightIssued', 'UseRightGivenBack', 'UpdateUser']),
      table('use_right_event'),
      logs(deployment.market, marketAbi, ['UseRightSold']),
      logs(deployment.useRight, useRightAbi, ['Transfer']),
    ]);
    const [issued, returned] = await Promise.all([
      logs(deployment.useRight, useRightAbi, ['UseRightIssued']),
      logs(deployment.useRight, useRightAbi, ['UseRightGivenBack']),
    ]);
    expectCount('use_right_event', rows, marketLogs + rightLogs + transfers - issued - returned);
    expectCount(
      'use_right_event sold',
      rows.filter((row) => row.kind === 'sold'),
      sales,
    );
  };

  await Promise.all([
    checkTypes(),
    checkAssets(),
    checkUseRights(),
    checkIncome(),
    checkBank(),
    checkToken(),
    checkProofs(),
    checkDeals(),
    checkLotteries(),
    checkBatches(),
    checkCredit(),
    checkPrices(),
    checkGovernance(),
    checkHistory(),
  ]);
  return lines.sort();
}
