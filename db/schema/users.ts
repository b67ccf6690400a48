import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Licence, Role } from '@/server/domain/users/roles';
import { counter, createdAt, id, moment, organizationId } from './columns';
import { organizations } from './organizations';

/** A person inside one organization. Passwords and sessions live in the login tables below. */
export const users = pgTable(
  'users',
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').$type<Role>().notNull(),
    licence: text('licence').$type<Licence>().notNull(),
    active: boolean('active').notNull().default(true),
    /** The number that is this person's own line (manual, item 21); several people may share one. */
    officeNumberId: uuid('office_number_id'),
    /** Counts what admins set, so that nobody writes over what they have not seen. */
    version: counter('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('users_email').on(t.organizationId, t.email),
  ],
);

/** What each user likes (server/domain/settings/preferences.ts reads it, whatever release wrote it). */
export const userSettings = pgTable(
  'user_settings',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    preferences: jsonb('preferences').$type<unknown>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId] }),
    foreignKey({ columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
  ],
);

/**
 * Who signs in, kept by better-auth. These tables are asked before the organization is known, so they
 * are not tenant tables: the restricted role may add to them but can read nothing in them.
 */
export const logins = pgTable(
  'logins',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(true),
    image: text('image'),
    createdAt: createdAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    organizationId: integer('organization_id').notNull(),
    userId: uuid('user_id').notNull(),
  },
  (t) => [
    unique('logins_user').on(t.organizationId, t.userId),
    foreignKey({ columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
  ],
);

export const loginSessions = pgTable('login_sessions', {
  id: text('id').primaryKey(),
  token: text('token').notNull().unique(),
  userId: text('user_id')
    .notNull()
    .references(() => logins.id, { onDelete: 'cascade' }),
  expiresAt: moment('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: createdAt(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const loginCredentials = pgTable('login_credentials', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id')
    .notNull()
    .references(() => logins.id, { onDelete: 'cascade' }),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: moment('access_token_expires_at'),
  refreshTokenExpiresAt: moment('refresh_token_expires_at'),
  scope: text('scope'),
  /** A password hash, never a password. */
  password: text('password'),
  createdAt: createdAt(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const loginVerifications = pgTable('login_verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdAt: createdAt(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

/** Failed sign-ins per account and per address, in one window each. */
export const loginThrottles = pgTable('login_throttles', {
  /** `account:<sha256 of e-mail>` or `address:<IPv4 or IPv6 /64>`. */
  key: text('key').primaryKey(),
  attempts: integer('attempts').notNull(),
  windowEndsAt: moment('window_ends_at').notNull(),
});
