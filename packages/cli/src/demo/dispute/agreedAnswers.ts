/**
 * How many answers a verifier has executed again and found right, by its metrics.
 *
 * @param telemetryUrl of its daemon
 */
export async function agreedAnswers(telemetryUrl: string, signal: AbortSignal): Promise<number> {
  const metrics = await (await fetch(`${telemetryUrl}/metrics`, { signal })).text();
  return Number(/^suanli_verifications_total\{stage="agreed"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
}
