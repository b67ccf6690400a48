import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Config, ConfigError, parseConfig } from '@/server/config';

/** Reads `.env`, when there is one, and the environment, which wins. Ends with one line when wrong. */
export function readSettings(root: string): Config {
  const file = path.join(root, '.env');
  try {
    if (existsSync(file)) process.loadEnvFile(file);
    return parseConfig(process.env);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : `The file .env cannot be read: ${error}`);
    process.exit(1);
  }
}

/** The keys of APP_KEYS made at the first start and kept beside the embedded database they belong to. */
function keptKeys(stateDir: string): string {
  const file = path.join(stateDir, 'app-keys');
  if (!existsSync(file)) {
    mkdirSync(stateDir, { recursive: true, mode: 0o711 });
    writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

/** The text form of APP_KEYS for child processes. */
export function keysText(config: Config): string {
  return config.keyring
    ? config.keyring.keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',')
    : keptKeys(config.stateDir);
}
