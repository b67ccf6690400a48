'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useApiClient } from '../shared/api';
import { callsOptions } from '../shared/query-keys';

// Most days have more minutes without a call than with one.
const CallBar = dynamic(() => import('./call-bar').then((module) => module.CallBar), { ssr: false });

/** A slim bar for each call of this person that goes on (item 30). */
export function CallWatch() {
  const { data } = useQuery(callsOptions(useApiClient()));
  return data?.map((call) => <CallBar key={call.id} call={call} />);
}
