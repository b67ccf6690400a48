import { openDatabase } from '@/db/client';
import { readEmbeddedUrl } from '@/db/embedded/embedded-postgres';
import { connectionSealer } from './carriers/seal-connection';
import { sealCredentials } from './carriers/sealed-credentials';
import { Arguments, UsageError } from './cli/arguments';
import { callHookCreate } from './cli/call-hook-create';
import type { Answer, Command, Surroundings } from './cli/command';
import { connectionAdd } from './cli/connection-add';
import { conversationList } from './cli/conversation-list';
import { explain } from './cli/explain';
import { exportMessages } from './cli/export-messages';
import { fileRetention } from './cli/file-retention';
import { messageSend } from './cli/message-send';
import { numberAdd } from './cli/number-add';
import { numberMove } from './cli/number-move';
import { orgCreate } from './cli/org-create';
import { quarantineList, quarantineReplay } from './cli/quarantine';
import { routingDryRun, routingList, routingSet } from './cli/routing';
import { routingService } from './cli/routing-service';
import { serviceCreate } from './cli/service-create';
import { serviceList } from './cli/service-list';
import { serviceSet } from './cli/service-set';
import { userCreate } from './cli/user-create';
import { userList } from './cli/user-list';
import { userSet } from './cli/user-set';
import { verify } from './cli/verify';
import { type Config, parseConfig } from './config';
import { notifyDoorbell } from './events/notify-doorbell';

const COMMANDS: readonly Command[] = [
  orgCreate,
  userCreate,
  userList,
  userSet,
  connectionAdd,
  numberAdd,
  numberMove,
  serviceCreate,
  serviceList,
  serviceSet,
  callHookCreate,
  fileRetention,
  routingList,
  routingSet,
  routingDryRun,
  routingService,
  messageSend,
  conversationList,
  exportMessages,
  quarantineList,
  quarantineReplay,
  verify,
];

/** Where answers and complaints go: the process's own streams, or a test's. */
export interface Output {
  out(line: string): Promise<void>;
  err(line: string): void;
}

/**
 * The operator's door: runs one command against the database of the settings. With --json the answer is
 * JSON alone; an error is one line.
 * @param appKeys the text of APP_KEYS; asked only when there is a database it belongs to
 * @returns the exit code: 0, or 1 when it failed or what was checked does not hold
 */
export async function runCli(
  argv: readonly string[],
  config: Pick<Config, 'databaseUrl' | 'stateDir' | 'publicUrl'>,
  appKeys: () => string,
  output: Output = processOutput(),
): Promise<number> {
  if (argv.length === 0 || argv.includes('--help')) {
    await output.out(help());
    return 0;
  }
  try {
    const command = COMMANDS.find(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name);
    if (!command) throw new UsageError('There is no such command. Ask for --help.');
    const args = readArguments(command, argv);
    const url = config.databaseUrl ?? readEmbeddedUrl(config.stateDir);
    if (!url) throw new UsageError('There is no database yet. Start Waggle first: npm start');
    const answer = await runCommand(command, args, { url, publicUrl: config.publicUrl, appKeys }, output);
    if (answer) await output.out(args.json ? JSON.stringify(answer.json) : answer.text);
    return answer?.failed ? 1 : 0;
  } catch (error) {
    output.err(explain(error));
    return 1;
  }
}

function readArguments(command: Command, argv: readonly string[]): Arguments {
  try {
    return new Arguments(argv.slice(command.name.split(' ').length), command.options, command.words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}. Usage: waggle ${command.name} ${command.usage}`.trimEnd());
  }
}

async function runCommand(
  command: Command,
  args: Arguments,
  { url, publicUrl, appKeys }: { url: string; publicUrl: string; appKeys: () => string },
  { out }: Output,
): Promise<Answer | undefined> {
  const { keyring } = parseConfig({ APP_KEYS: appKeys() });
  if (!keyring) throw new UsageError('APP_KEYS is missing');
  const database = openDatabase({ url, poolSize: 2 });
  const doorbell = notifyDoorbell(url);
  try {
    const box = { database, doorbell, clock: () => new Date() };
    const surroundings: Surroundings = {
      box,
      seal: connectionSealer(keyring),
      sealHook: ({ organizationId, hookId, secret }) =>
        sealCredentials(keyring, { organizationId, connectionId: hookId, table: 'call_hooks' }, secret),
      publicUrl,
      print: out,
    };
    return await command.run(surroundings, args);
  } finally {
    await doorbell.close();
    await database.close();
  }
}

function help(): string {
  const lines = COMMANDS.map(({ name, usage }) => `  ${name} ${usage}`.trimEnd());
  return ['npm run -s waggle -- <command> [--json]', '', ...lines].join('\n');
}

function processOutput(): Output {
  // Whoever read the answer has seen enough and closed its end, as `head` does.
  process.stdout.once('error', () => process.exit(1));
  return {
    // Waits until it is written: whoever reads may be slower than we are.
    out: (line) => new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve())),
    err: (line) => console.error(line),
  };
}
