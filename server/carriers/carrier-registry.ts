import type { Carrier } from './carrier';
import { simulatorCarrier } from './simulator/simulator-carrier';
import { twilioCarrier } from './twilio/twilio-carrier';

/** The one place that lists the adapters. A new carrier is a folder beside this file and a line here. */
const CARRIERS = {
  simulator: anyCredentials(simulatorCarrier),
  twilio: anyCredentials(twilioCarrier),
} as const satisfies Record<string, Carrier>;

export type CarrierKind = keyof typeof CARRIERS;

export function isCarrierKind(kind: string): kind is CarrierKind {
  return Object.hasOwn(CARRIERS, kind);
}

/**
 * The adapter of a connection. It takes credentials as they come out of the database and checks them
 * itself; what the adapter cannot use is thrown as a ZodError, which names fields, never values.
 * Throws for a kind that is not listed: no such connection can have been added.
 */
export function carrierFor(kind: string): Carrier {
  if (!isCarrierKind(kind)) throw new Error(`No carrier is called "${kind}"`);
  return CARRIERS[kind];
}

/** The same adapter for a caller who does not know its credentials' type. */
function anyCredentials<Credentials>(carrier: Carrier<Credentials>): Carrier {
  const check = (credentials: unknown) => carrier.credentials.parse(credentials);
  const { findSent } = carrier;
  return {
    ...carrier,
    send: async (credentials, sms) => carrier.send(check(credentials), sms),
    verifyWebhook: (credentials, request) => carrier.verifyWebhook(check(credentials), request),
    findSent: findSent && (async (credentials, query) => findSent(check(credentials), query)),
  };
}
