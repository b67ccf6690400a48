import path from 'node:path';
import { z } from 'zod';
import type { Keyring } from './carriers/sealed-credentials';

/** A setting is wrong or missing; the message is one line that says which and what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

const integer = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(minimum, `must be at least ${minimum}`)
    .max(maximum, `must be at most ${maximum}`);

/** `k2:<32 bytes in base64>,k1:…`: the first seals, every one opens. */
const keyring = z.string().transform((text, context): Keyring => {
  const keys = text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':');
    return { id, key: Buffer.from(encoded, 'base64') };
  });
  const ids = new Set(keys.map(({ id }) => id));
  if (
    ids.size !== keys.length ||
    keys.some(({ id, key }) => !/^[\w-]{1,20}$/.test(id) || key.length !== 32)
  ) {
    context.addIssue({
      code: 'custom',
      message: 'must look like k1:<32 random bytes in base64>, several separated by commas',
    });
    return z.NEVER;
  }
  return { keys };
});

const settings = z.object({
  PORT: integer(1, 65_535).default(3000),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
      error: 'must look like postgres://user:password@host:5432/database',
    })
    .optional(),
  // Carriers sign the whole address, so a path in it would have to be stripped by somebody on the way.
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an http(s) address, like https://waggle.example.com',
      abort: true,
    })
    .refine((text) => new URL(text).pathname === '/', { error: 'must be an http(s) address without a path' })
    .optional(),
  APP_KEYS: keyring.optional(),
  MEDIA_URL: z
    .string()
    .regex(/^(file|s3):\/\//, 'must begin with file:// or s3://')
    .optional(),
  SEED: z.enum(['demo', 'none'], { error: 'must be demo or none' }).optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
  TRUST_PROXY: integer(0, 10).default(0),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WAGGLE_STATE_DIR: z.string().min(1).default('.waggle'),
  WAGGLE_DEV: z.enum(['0', '1']).default('0'),
});

export interface Config {
  port: number;
  /** Null: the embedded PostgreSQL below `stateDir`. */
  databaseUrl: string | null;
  /** What carriers call and sign; without a slash at its end. */
  publicUrl: string;
  /** Null: made and kept below `stateDir`, possible only with the embedded database. */
  keyring: Keyring | null;
  mediaUrl: string | null;
  seed: 'demo' | 'none';
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  trustedProxies: number;
  metricsToken: string | null;
  stateDir: string;
  dev: boolean;
}

/**
 * Reads all settings from an environment; nothing else in the product looks at it.
 * @throws ConfigError naming every wrong setting at once
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // `NAME=` in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = settings.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`Wrong setting: ${faults.join('; ')}. See .env.example.`);
  }
  const { data } = result;
  if (data.DATABASE_URL && !data.APP_KEYS) {
    throw new ConfigError(
      'Wrong setting: APP_KEYS is needed with DATABASE_URL, to seal carrier credentials. Make one with: echo "k1:$(openssl rand -base64 32)"',
    );
  }
  return {
    port: data.PORT,
    databaseUrl: data.DATABASE_URL ?? null,
    publicUrl: (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    keyring: data.APP_KEYS ?? null,
    mediaUrl: data.MEDIA_URL ?? null,
    seed: data.SEED ?? (data.DATABASE_URL ? 'none' : 'demo'),
    logLevel: data.LOG_LEVEL,
    trustedProxies: data.TRUST_PROXY,
    metricsToken: data.METRICS_TOKEN ?? null,
    stateDir: path.resolve(data.WAGGLE_STATE_DIR),
    dev: data.WAGGLE_DEV === '1',
  };
}

/** A configuration with a database and keys: what the processes that the launcher starts are given. */
export type ProcessConfig = Config & { databaseUrl: string; keyring: Keyring };

/**
 * The settings of a web or worker process. The launcher has put the embedded database's address and the
 * keys into their environment. Prints the one line and exits with 1 when something is wrong.
 */
export function loadConfig(): ProcessConfig {
  try {
    const config = parseConfig(process.env);
    const { databaseUrl, keyring: keys } = config;
    if (!databaseUrl || !keys) {
      throw new ConfigError(
        'Wrong setting: DATABASE_URL and APP_KEYS are needed here; npm start gives both.',
      );
    }
    return { ...config, databaseUrl, keyring: keys };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
