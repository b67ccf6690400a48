import { INBOX_VIEWS, type InboxView, type ListTab, tabsOf } from '@/server/domain/conversations/views';

/** Where somebody is in the inbox. All of it stands in the address, so that it can be shared and gone back to. */
export interface InboxPlace {
  view: InboxView;
  tab: ListTab;
  serviceId: string | null;
  labelId: string | null;
  conversationId: string | null;
  /** The words whose results stand where the list does; null = the list. */
  q: string | null;
  /** The message to show, by its `seq`; null = where the reader had stopped. */
  at: number | null;
  /** The words that are marked there; null = those of `q`. */
  find: string | null;
}

/** Which list of conversations a place shows. */
export type ListPlace = Pick<InboxPlace, 'view' | 'tab' | 'serviceId' | 'labelId'>;

const DEFAULT_VIEW: InboxView = 'all';

/** As many characters as a search takes. */
const WORDS_LENGTH = 200;

export function readPlace(pathname: string, search: { get(name: string): string | null }): InboxPlace {
  const view = INBOX_VIEWS.find((known) => known === search.get('view')) ?? DEFAULT_VIEW;
  const labelId = search.get('label');
  return {
    view,
    tab: tabsOf(view, labelId).find((known) => known === search.get('tab')) ?? 'latest',
    serviceId: search.get('service'),
    labelId,
    q: readWords(search.get('q')),
    at: /^[1-9]\d{0,9}$/.test(search.get('at') ?? '') ? Number(search.get('at')) : null,
    find: readWords(search.get('find')),
    conversationId: /^\/inbox\/([0-9a-f-]{36})$/.exec(pathname)?.[1] ?? null,
  };
}

function readWords(text: string | null): string | null {
  return text?.trim().slice(0, WORDS_LENGTH) || null;
}

export function placeHref(place: InboxPlace): string {
  const { view, tab, serviceId, labelId, conversationId, q, at, find } = place;
  const search = new URLSearchParams();
  if (view !== DEFAULT_VIEW) search.set('view', view);
  if (tab !== 'latest') search.set('tab', tab);
  if (serviceId) search.set('service', serviceId);
  if (labelId) search.set('label', labelId);
  if (q) search.set('q', q);
  if (at && conversationId) search.set('at', String(at));
  if (at && conversationId && find) search.set('find', find);
  const query = search.toString();
  return `/inbox${conversationId ? `/${conversationId}` : ''}${query ? `?${query}` : ''}`;
}

/** What Next hands to a page: the parts of its path, or of its query. */
export type AddressParts = Record<string, string | string[] | undefined>;

/** The place of a page that is drawn on the server. */
export function placeFromParts(params: AddressParts, query: AddressParts): InboxPlace {
  const path = ['/inbox', ...[params.conversation ?? []].flat()].join('/');
  return readPlace(path, { get: (name) => [query[name] ?? []].flat()[0] ?? null });
}
