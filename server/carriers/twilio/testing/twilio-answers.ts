import type { Answer, ReceivedRequest } from '../../testing/misbehaving-server';

/** A file that the stand-in fetched from us, as Twilio does. */
export interface FetchedMedia {
  status: number;
  contentType: string;
  sha256: string;
}

/** One message that the stand-in took. */
export interface StandInMessage {
  sid: string;
  accountSid: string;
  from: string;
  to: string;
  body: string;
  mediaUrls: string[];
  /** What was found at those addresses. */
  media: FetchedMedia[];
  statusCallback: string | null;
  status: string;
  createdAt: string;
}

export function json(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A refusal in Twilio's form. */
export function refusal(status: number, code: number): Answer {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return json(status, { code, message: 'Refused by the stand-in', more_info, status });
}

/** Twilio's own numbers for trying out refusals (https://www.twilio.com/docs/iam/test-credentials). */
const REFUSED_TO: Readonly<Record<string, number>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};
const REFUSED_FROM: Readonly<Record<string, number>> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
};

/** Twilio takes at most ten files with one message (https://www.twilio.com/docs/api/errors/21623). */
const MOST_MEDIA = 10;

/** The code with which Twilio would refuse such a message; null when it would take it. */
export function refusalCode({ from, to, body, mediaUrls }: StandInMessage): number | null {
  if (to === '') return 21604;
  if (from === '') return 21603;
  if (body === '' && mediaUrls.length === 0) return 21602;
  if (mediaUrls.length > MOST_MEDIA) return 21623;
  return REFUSED_TO[to] ?? REFUSED_FROM[from] ?? null;
}

/** The message as Twilio's API shows it. */
export function toResource(message: StandInMessage) {
  return {
    sid: message.sid,
    account_sid: message.accountSid,
    from: message.from,
    to: message.to,
    body: message.body,
    status: message.status,
    direction: 'outbound-api',
    num_segments: '1',
    num_media: String(message.mediaUrls.length),
    date_created: new Date(message.createdAt).toUTCString(),
    date_sent: null,
    error_code: null,
    error_message: null,
    uri: `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}.json`,
  };
}

/** The password of a Basic login whose user is this account; null for any other. */
export function readToken(request: ReceivedRequest, accountSid: string): string | null {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
  const login = Buffer.from(encoded, 'base64').toString('utf8');
  return scheme === 'Basic' && login.startsWith(`${accountSid}:`) ? login.slice(accountSid.length + 1) : null;
}
