import type { Licence, Role } from '@/server/domain/users/roles';

/** The demo's one password. It guards made-up people on a machine of the reader's own. */
export const DEMO_PASSWORD = 'waggle-dance';

export const DEMO_ORGANIZATION = {
  slug: 'demo',
  name: 'Hartwell Appliances',
  region: 'US',
  platformVersion: '6.05.20240501.1',
  timeZone: 'America/New_York',
} as const;

interface DemoUser {
  email: string;
  name: string;
  role: Role;
  licence: Licence;
}

export const DEMO_USERS: readonly DemoUser[] = [
  { email: 'anna@demo.example', name: 'Anna Meyer', role: 'agent', licence: 'business' },
  { email: 'jonas@demo.example', name: 'Jonas Olsen', role: 'agent', licence: 'premium' },
  { email: 'tara@demo.example', name: 'Tara Singh', role: 'agent', licence: 'business' },
  { email: 'ben@demo.example', name: 'Ben Ito', role: 'agent', licence: 'business' },
  { email: 'mia@demo.example', name: 'Mia Laurent', role: 'agent', licence: 'essential' },
  { email: 'carlos@demo.example', name: 'Carlos Vega', role: 'agent', licence: 'basic' },
  { email: 'eva@demo.example', name: 'Eva Lind', role: 'supervisor', licence: 'premium' },
  { email: 'olivia@demo.example', name: 'Olivia Hart', role: 'admin', licence: 'premium' },
];

export const DEMO_SUPERVISOR = 'eva@demo.example';

/** The three logins that start-up prints. */
export const DEMO_LOGINS = [
  { email: 'anna@demo.example', role: 'agent' },
  { email: 'eva@demo.example', role: 'supervisor' },
  { email: 'olivia@demo.example', role: 'admin' },
] as const;

/** The line that two of the agents share, for direct conversations. */
export const DEMO_OFFICE = {
  number: '+16175550190',
  users: ['anna@demo.example', 'jonas@demo.example'],
} as const;

/** All numbers are from ranges kept free for films and examples. */
export const DEMO_SERVICES = [
  {
    name: 'Support',
    number: '+14155550123',
    country: 'US',
    members: ['anna@demo.example', 'jonas@demo.example', 'tara@demo.example'],
    manager: 'eva@demo.example',
  },
  {
    name: 'Sales',
    number: '+12125550142',
    country: 'US',
    members: ['anna@demo.example', 'ben@demo.example', 'mia@demo.example'],
    manager: 'eva@demo.example',
  },
  {
    name: 'Billing',
    number: '+447400123400',
    country: 'GB',
    members: ['tara@demo.example', 'ben@demo.example'],
    manager: 'olivia@demo.example',
  },
] as const;
