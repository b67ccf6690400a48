import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Chromium as an npm package, for machines without a browser whose user may not install one. */
const PACKAGED = '@sparticuz/chromium';

/**
 * A Chromium for the journeys: the one of CHROMIUM_PATH, an installed one, on Debian as root one that is
 * installed now, or the packaged one when somebody added it.
 * @throws one line that says what to do
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
  const found = given || installed() || installNow() || (await packaged());
  if (!found) {
    throw new Error('The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to it.');
  }
  return found;
}

function installed() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...APPLICATIONS].find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installNow() {
  if (process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get')) return undefined;
  console.log('Installing Chromium for the browser tests (apt-get), about a minute …');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  return installed();
}

async function packaged() {
  try {
    const { default: chromium } = await import(PACKAGED);
    return await chromium.executablePath();
  } catch {
    return undefined;
  }
}
