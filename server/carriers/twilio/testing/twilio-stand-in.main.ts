import { startTwilioStandIn } from './twilio-stand-in';

/** The stand-in as a process of its own: `tsx twilio-stand-in.main.ts [port]`. Says on stdout where it is. */
const standIn = await startTwilioStandIn({ port: Number(process.argv[2] ?? 0) });
console.log(JSON.stringify({ port: standIn.port, baseUrl: standIn.baseUrl }));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void standIn.close());
