'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { IntlProvider } from 'use-intl';
import type { AppRouter } from '@/server/trpc/app-router';
import { useApiClient } from './api';
import { en } from './catalogue/en';
import { sessionOptions } from './query-keys';

type SessionDescription = inferRouterOutputs<AppRouter>['session']['me'];
type Person = SessionDescription['people'][number];
type ServiceSummary = SessionDescription['services'][number];

interface Known {
  session: SessionDescription;
  people: ReadonlyMap<string, Person>;
  services: ReadonlyMap<string, ServiceSummary>;
}

const Session = createContext<Known | null>(null);

/** Who I am and which Services, numbers and people there are; prefetched with the page. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { data } = useSuspenseQuery(sessionOptions(useApiClient()));
  const known = useMemo<Known>(
    () => ({
      session: data,
      people: new Map(data.people.map((person) => [person.id, person])),
      services: new Map(data.services.map((service) => [service.id, service])),
    }),
    [data],
  );
  return (
    <Session value={known}>
      {/* Times are the organization's, on every screen and in every report alike. */}
      <IntlProvider locale="en" messages={en} timeZone={data.organization.timeZone}>
        {children}
      </IntlProvider>
    </Session>
  );
}

function useKnown(): Known {
  const known = useContext(Session);
  if (!known) throw new Error('outside of SessionProvider');
  return known;
}

export function useSession(): SessionDescription {
  return useKnown().session;
}

export function usePerson(userId: string | null): Person | undefined {
  return useKnown().people.get(userId ?? '');
}

export function useServiceOf(serviceId: string | null): ServiceSummary | undefined {
  return useKnown().services.get(serviceId ?? '');
}

/** For lists, which look many people up at once. */
export function usePeople(): ReadonlyMap<string, Person> {
  return useKnown().people;
}
