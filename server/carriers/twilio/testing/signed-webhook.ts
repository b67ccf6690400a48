import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/** A webhook as it goes over the wire. */
export interface SignedWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Signs form parameters as Twilio does, by the SDK's own function. `url` is the address as it is called. */
export function signTwilioWebhook(
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): SignedWebhook {
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url, params),
    },
    body: new URLSearchParams(params).toString(),
  };
}

/** All that Twilio documents for an inbound SMS, places included. */
export function twilioInboundParams(message: {
  accountSid: string;
  messageSid: string;
  from: string;
  to: string;
  text: string;
}): Record<string, string> {
  const { accountSid, messageSid, from, to, text } = message;
  return {
    ToCountry: 'US',
    ToState: 'CA',
    ToCity: 'SAN FRANCISCO',
    ToZip: '94103',
    FromCountry: 'US',
    FromState: 'NY',
    FromCity: '',
    FromZip: '',
    SmsMessageSid: messageSid,
    SmsSid: messageSid,
    MessageSid: messageSid,
    SmsStatus: 'received',
    NumMedia: '0',
    NumSegments: '1',
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: from,
    To: to,
    Body: text,
  };
}

/** What a status callback carries. `errorCode` only for undelivered and failed. */
export function twilioReceiptParams(receipt: {
  accountSid: string;
  messageSid: string;
  from: string;
  to: string;
  status: string;
  errorCode?: number | undefined;
}): Record<string, string> {
  const { accountSid, messageSid, from, to, status, errorCode } = receipt;
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: from,
    To: to,
    SmsSid: messageSid,
    SmsStatus: status,
    MessageSid: messageSid,
    MessageStatus: status,
    ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
  };
}
