import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

/** Where the daemon writes JSON lines. */
export type Logger = PinoLogger;

export interface CreateLoggerParameters {
  /** Least level that is written. Default info. */
  readonly level?: string;
  /** Where to. Default stdout. */
  readonly destination?: DestinationStream;
}

/**
 * Makes the daemon's logger: one JSON object per line, errors with code, message and causes, amounts as text.
 *
 * @example
 * const logger = createLogger({ level: 'debug' });
 */
export function createLogger(parameters: CreateLoggerParameters = {}): Logger {
  const options = {
    level: parameters.level ?? 'info',
    base: { name: 'suanli' },
    formatters: {
      level: (label: string) => ({ level: label }),
      // JSON has no bigint, and pino would drop the whole line.
      log: (fields: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries(fields).map(([key, value]) => [key, typeof value === 'bigint' ? value.toString() : value]),
        ),
    },
    redact: { paths: ['password', 'privateKey', '*.password', '*.privateKey'], censor: '…' },
  };
  return parameters.destination ? pino(options, parameters.destination) : pino(options);
}
