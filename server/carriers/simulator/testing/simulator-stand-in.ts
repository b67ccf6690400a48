import { randomUUID } from 'node:crypto';
import { parseJson } from '../../parse-json';
import { type MisbehavingServer, startMisbehavingServer } from '../../testing/misbehaving-server';
import { type SimulatorSend, simulatorSend } from '../protocol';
import { isSignedBySimulator } from '../sign';

export interface SimulatorStandIn extends MisbehavingServer {
  readonly messages: readonly SimulatorSend[];
}

/** The simulated carrier's API without a network behind it: it takes every well signed message. */
export async function startSimulatorStandIn(secret: string): Promise<SimulatorStandIn> {
  const messages: SimulatorSend[] = [];
  const server = await startMisbehavingServer((request) => {
    if (!isSignedBySimulator(secret, request, new Date())) return { status: 401, body: '{}' };
    messages.push(simulatorSend.parse(parseJson(request.rawBody.toString('utf8'))));
    return { status: 202, body: JSON.stringify({ id: randomUUID() }) };
  });
  return { ...server, messages };
}
