import { z } from 'zod';
import { flag, integer } from './optionTypes.ts';

/** Logs, health and metrics. */
export const telemetryOptions = z.strictObject({
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe(
      'Least level that is logged, as JSON lines on stdout. Default info. Production: info; debug shows every deal message.',
    ),
  enabled: flag().default(true).describe('Serve /healthz and /metrics over HTTP. Default true. Production: true.'),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Interface of /healthz and /metrics. Default 127.0.0.1. Production: loopback, or a private interface; there is no authentication.',
    ),
  port: integer(0, 65_535)
    .default(4_803)
    .describe('TCP port of /healthz and /metrics; 0 takes any free one. Default 4803. Production: a fixed one.'),
});
