import { randomBytes } from 'node:crypto';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config';

const KEY = randomBytes(32).toString('base64');
const OWN_DATABASE = { DATABASE_URL: 'postgres://waggle:w@db.example:5432/waggle', APP_KEYS: `k1:${KEY}` };

describe('the settings', () => {
  it('need nothing at all: embedded database, demo, port 3000', () => {
    expect(parseConfig({})).toEqual({
      port: 3000,
      databaseUrl: null,
      publicUrl: 'http://localhost:3000',
      keyring: null,
      mediaUrl: null,
      seed: 'demo',
      logLevel: 'info',
      trustedProxies: 0,
      metricsToken: null,
      stateDir: path.resolve('.waggle'),
      dev: false,
    });
  });

  it('take an empty value as not set, as a line NAME= in .env gives it', () => {
    expect(parseConfig({ PORT: '', SEED: '', DATABASE_URL: '', APP_KEYS: '' })).toEqual(parseConfig({}));
  });

  it('seed no demo into a database of somebody else unless asked', () => {
    expect(parseConfig(OWN_DATABASE).seed).toBe('none');
    expect(parseConfig({ ...OWN_DATABASE, SEED: 'demo' }).seed).toBe('demo');
  });

  it('make the public address from the port, and take slashes off the end of a given one', () => {
    expect(parseConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(parseConfig({ PUBLIC_URL: 'https://waggle.example/' }).publicUrl).toBe('https://waggle.example');
  });

  it('read a keyring whose first key seals and whose others still open', () => {
    const older = randomBytes(32);
    const { keyring } = parseConfig({ APP_KEYS: `k2:${KEY},k1:${older.toString('base64')}` });
    expect(keyring?.keys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(keyring?.keys[1]?.key.equals(older)).toBe(true);
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a number'],
    [{ PORT: '0' }, 'PORT must be at least 1'],
    [{ PORT: '70000' }, 'PORT must be at most 65535'],
    [{ PORT: '80.5' }, 'PORT must be a whole number'],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL must look like postgres://user:password@host:5432/database',
    ],
    [
      { DATABASE_URL: 'postgres://[x' },
      'DATABASE_URL must look like postgres://user:password@host:5432/database',
    ],
    [{ PUBLIC_URL: 'waggle.example.com' }, 'PUBLIC_URL must be an http(s) address'],
    [
      { PUBLIC_URL: 'https://waggle.example.com/inbox' },
      'PUBLIC_URL must be an http(s) address without a path',
    ],
    [{ APP_KEYS: 'secret' }, 'APP_KEYS must look like k1:'],
    [{ APP_KEYS: `k1:${KEY.slice(4)}` }, 'APP_KEYS must look like k1:'],
    [{ APP_KEYS: `k1:${KEY},k1:${KEY}` }, 'APP_KEYS must look like k1:'],
    [{ MEDIA_URL: '/var/media' }, 'MEDIA_URL must begin with file:// or s3://'],
    [{ SEED: 'yes' }, 'SEED must be demo or none'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn, error or silent'],
    [{ TRUST_PROXY: '-1' }, 'TRUST_PROXY must be at least 0'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters'],
    [{ DATABASE_URL: OWN_DATABASE.DATABASE_URL }, 'APP_KEYS is needed with DATABASE_URL'],
  ])('%j is refused in one line that says "%s"', (env, said) => {
    const line = faultOf(env);
    expect(line).toContain(said);
    expect(line).not.toContain('\n');
  });

  it('name every wrong setting at once', () => {
    const line = faultOf({ PORT: 'abc', SEED: 'yes', LOG_LEVEL: 'loud' });
    for (const name of ['PORT', 'SEED', 'LOG_LEVEL']) expect(line).toContain(name);
  });

  it('never repeat a value, which may be a secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (noise) => {
        const value = `Xx${noise.replaceAll('\0', '')}`;
        expect(faultOf({ APP_KEYS: value, DATABASE_URL: value })).not.toContain(value);
      }),
    );
  });
});

function faultOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}
