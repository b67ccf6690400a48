import { carrierFilesOf } from '@/server/domain/media/carrier-files';
import type { Carrier } from '../carrier';
import { CARRIER_LIMITS, type HttpLimits } from '../http-exchange';
import { type TwilioCredentials, twilioCredentials } from './credentials';
import { parseTwilioInbound, parseTwilioReceipt, verifyTwilioWebhook } from './webhook';

/** `limits` are settable so that tests need not wait for real ones. */
export function createTwilioCarrier(limits: HttpLimits = CARRIER_LIMITS): Carrier<TwilioCredentials> {
  return {
    kind: 'twilio',
    files: carrierFilesOf('twilio'),
    credentials: twilioCredentials,
    acknowledgement: { contentType: 'text/xml', body: '<Response/>' },
    verifyWebhook: verifyTwilioWebhook,
    parseInbound: parseTwilioInbound,
    parseReceipt: parseTwilioReceipt,
    // Twilio's addresses of files ask for the account's login, and then lead to a place that must not see it:
    // https://www.twilio.com/docs/messaging/api/media-resource.
    mediaAccess: ({ accountSid, authToken, apiBaseUrl }) => ({
      origins: [...new Set([new URL(apiBaseUrl).origin, 'https://api.twilio.com'])],
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    }),
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
