import type { Carrier } from '../carrier';
import { CARRIER_LIMITS, type HttpLimits } from '../http-exchange';
import { type TwilioCredentials, twilioCredentials } from './credentials';
import { parseTwilioInbound, parseTwilioReceipt, verifyTwilioWebhook } from './webhook';

/** `limits` are settable so that tests need not wait for real ones. */
export function createTwilioCarrier(limits: HttpLimits = CARRIER_LIMITS): Carrier<TwilioCredentials> {
  return {
    kind: 'twilio',
    credentials: twilioCredentials,
    acknowledgement: { contentType: 'text/xml', body: '<Response/>' },
    verifyWebhook: verifyTwilioWebhook,
    parseInbound: parseTwilioInbound,
    parseReceipt: parseTwilioReceipt,
    // The REST part of the SDK is large and only a worker needs it: it is loaded by the first call.
    async send(credentials, sms) {
      const { sendTwilioSms } = await import('./send-sms');
      return sendTwilioSms(credentials, sms, limits);
    },
    async findSent(credentials, query) {
      const { findSentOnTwilio } = await import('./find-sent');
      return findSentOnTwilio(credentials, query, limits);
    },
  };
}

export const twilioCarrier = createTwilioCarrier();
