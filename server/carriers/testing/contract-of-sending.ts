import { once } from 'node:events';
import net from 'node:net';
import { expect, it } from 'vitest';
import type { OutboundMessage } from '../carrier';
import { type CarrierRig, SMS, TEXTS } from './carrier-rig';

/** The classification table, seen from outside. */
export function describeSending<Credentials>(rig: () => CarrierRig<Credentials>): void {
  const send = (sms: Partial<OutboundMessage> = {}) =>
    rig().carrier.send(rig().credentials, { ...SMS, ...sms });
  const sendTo = (credentials: Credentials) => rig().carrier.send(credentials, SMS);

  it('reports a taken message as accepted, with the id under which the carrier has it', async () => {
    const before = rig().accepted().length;
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'accepted', providerMessageId: expect.stringMatching(/./) });
    const { from, to, text, statusUrl } = SMS;
    expect(rig().accepted().slice(before)).toEqual([{ from, to, text, statusUrl }]);
  });

  it.each(TEXTS)('hands over the text %j unchanged', async (text) => {
    await send({ text });
    expect(rig().accepted().at(-1)?.text).toBe(text);
  });

  it("reports the carrier's no as rejected, in our words", async () => {
    const { fault, ...answer } = rig().refusal;
    rig().script({ once: [{ kind: 'answer', ...answer }] });
    expect(await send()).toMatchObject({ kind: 'rejected', fault });
  });

  it('reports a refused login as unauthorized, which pauses the connection and fails no message', async () => {
    expect(await sendTo(rig().wrongCredentials)).toMatchObject({ kind: 'unauthorized' });
  });

  it('reports a refused connection as not accepted: no byte has left', async () => {
    const freePort = await findFreePort();
    const outcome = await sendTo(rig().credentialsAt(`http://127.0.0.1:${freePort}`));
    expect(outcome).toMatchObject({ kind: 'not_accepted', retryAfterMs: null });
  });

  it('reports a name that does not resolve as not accepted', async () => {
    const outcome = await sendTo(rig().credentialsAt('http://nowhere.invalid'));
    expect(outcome).toMatchObject({ kind: 'not_accepted' });
  });

  it('reports a failed TLS handshake as not accepted', async () => {
    const plain = net.createServer((socket) => socket.end('this is no TLS server\n')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as net.AddressInfo;
    const outcome = await sendTo(rig().credentialsAt(`https://127.0.0.1:${port}`));
    expect(outcome).toMatchObject({ kind: 'not_accepted' });
    plain.close();
  });

  it.each([
    '1',
    '7',
    '120',
  ])('reports 429 with Retry-After %s as not accepted and passes the wait on', async (wait) => {
    rig().script({ once: [{ kind: 'answer', status: 429, headers: { 'retry-after': wait }, body: '{}' }] });
    expect(await send()).toMatchObject({ kind: 'not_accepted', retryAfterMs: Number(wait) * 1_000 });
  });

  it.each([
    ['a connection reset before the body was read', { kind: 'reset_before_body' }],
    ['a connection reset after the body was read', { kind: 'reset_after_body', accepts: true }],
    ['an answer that never comes', { kind: 'hang', accepts: true }],
    ['an answer that is cut short', { kind: 'cut_short', accepts: true }],
    ['a 200 that cannot be understood', { kind: 'answer', status: 200, body: '<html>Fine!</html>' }],
    ['a 200 that holds no id', { kind: 'answer', status: 200, body: '{"sid":null,"id":""}' }],
    ['a 200 without a body', { kind: 'answer', status: 200 }],
    ['an answer without end', { kind: 'answer', status: 200, body: 'x'.repeat(200_000) }],
    ['a redirect', { kind: 'answer', status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
    ['a 408', { kind: 'answer', status: 408 }],
    ['a 500', { kind: 'answer', status: 500, body: '{"code":20500}' }],
    ['a 502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
    ['a 503, even with Retry-After', { kind: 'answer', status: 503, headers: { 'retry-after': '1' } }],
  ] as const)('reports %s as unknown: the carrier may have the message', async (_what, fault) => {
    rig().script({ once: [fault] });
    expect(await send()).toMatchObject({ kind: 'unknown' });
  });

  it('makes one request for one message, whatever happens to it', async () => {
    const before = rig().accepted().length;
    rig().script({ once: [{ kind: 'reset_after_body', accepts: true }] });
    await send();
    expect(rig().accepted().length - before).toBe(1);
  });

  it('names the failure without the number, the text or the secret', async () => {
    const { fault: _fault, ...refused } = rig().refusal;
    const outcomes = [];
    for (const fault of [
      { kind: 'answer', ...refused },
      { kind: 'reset_after_body' },
      { kind: 'hang' },
    ] as const) {
      rig().script({ once: [fault] });
      outcomes.push(await send());
    }
    outcomes.push(await sendTo(rig().wrongCredentials));
    const said = JSON.stringify(outcomes);
    expect(said).not.toContain(SMS.to.slice(1));
    expect(said).not.toContain('parcel');
    for (const secret of Object.values(rig().credentials as object)) expect(said).not.toContain(secret);
  });
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
