import twilio from 'twilio';
import { type HttpExchange, type HttpLimits, httpExchange } from '../http-exchange';
import type { TwilioCredentials } from './credentials';

type SdkRequest = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0];

/**
 * Makes one call to Twilio's API in the official SDK's request format and gives back how it went. The
 * SDK writes the request; the answer is ours to read, because its own reading drops the headers and
 * hides how far a request got. So our HTTP client ends every call by throwing the exchange.
 */
export async function callTwilio(
  credentials: TwilioCredentials,
  limits: HttpLimits,
  call: (client: twilio.Twilio) => Promise<unknown>,
): Promise<HttpExchange> {
  const httpClient = new ExchangeClient(credentials.apiBaseUrl, limits);
  try {
    await call(twilio(credentials.accountSid, credentials.authToken, { httpClient }));
  } catch (thrown) {
    if (thrown instanceof ExchangeEnded) return thrown.exchange;
    throw thrown;
  }
  throw new Error('The Twilio SDK made no HTTP call');
}

class ExchangeEnded extends Error {
  readonly exchange: HttpExchange;
  constructor(exchange: HttpExchange) {
    super('The HTTP call has ended');
    this.exchange = exchange;
  }
}

class ExchangeClient extends twilio.RequestClient {
  readonly #baseUrl: string;
  readonly #limits: HttpLimits;

  constructor(baseUrl: string, limits: HttpLimits) {
    super();
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#limits = limits;
  }

  override async request(options: SdkRequest): Promise<never> {
    const { pathname } = new URL(options.uri);
    const query = encodeForm(options.params ?? {});
    const login = Buffer.from(`${options.username}:${options.password}`).toString('base64');
    const exchange = await httpExchange(
      {
        method: options.method === 'post' ? 'POST' : 'GET',
        url: this.#baseUrl + pathname + (query === '' ? '' : `?${query}`),
        headers: { ...readHeaders(options.headers), authorization: `Basic ${login}` },
        body: options.data ? encodeForm(options.data) : null,
      },
      this.#limits,
    );
    throw new ExchangeEnded(exchange);
  }
}

/** Arrays become repeated names and missing values are left out, as the SDK's own client does. */
function encodeForm(values: object): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) if (item !== undefined) form.append(name, String(item));
  }
  return form.toString();
}

function readHeaders(headers: SdkRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}
