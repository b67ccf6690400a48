import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is kept of an embedded PostgreSQL between starts: `embedded.json`, readable by its owner alone. */
export interface KeptSettings {
  /** 0 until the first start. */
  port: number;
  /** Absolute. In the file it is relative when below the state folder, so that a clone can be moved. */
  dataDir: string;
  superPassword: string;
  password: string;
}

const secret = () => randomBytes(24).toString('base64url');

export function newSettings(dataDir: string): KeptSettings {
  return { port: 0, dataDir, superPassword: secret(), password: secret() };
}

/** Null when there is no embedded database yet. Throws one line when the file cannot be read. */
export function readSettings(stateDir: string): KeptSettings | null {
  const file = fileOf(stateDir);
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptSettings;
    return { ...kept, dataDir: path.resolve(stateDir, kept.dataDir) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EACCES') throw new Error(`${file} belongs to another user: start Waggle as that one.`);
    throw new Error(`${file} is damaged; with it the password of the embedded database is lost.`);
  }
}

export function writeSettings(stateDir: string, settings: KeptSettings): void {
  const dataDir = isBelow(stateDir, settings.dataDir)
    ? path.relative(stateDir, settings.dataDir)
    : settings.dataDir;
  writeFileSync(fileOf(stateDir), `${JSON.stringify({ ...settings, dataDir }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fileOf(stateDir), 0o600);
}

/** The connection address of the role `waggle`, or of the superuser. */
export function addressOf(settings: KeptSettings, user: 'waggle' | 'postgres' = 'waggle'): string {
  const password = user === 'waggle' ? settings.password : settings.superPassword;
  return `postgres://${user}:${password}@127.0.0.1:${settings.port}/${user}`;
}

export const isBelow = (folder: string, file: string) => !path.relative(folder, file).startsWith('..');

const fileOf = (stateDir: string) => path.join(stateDir, 'embedded.json');
