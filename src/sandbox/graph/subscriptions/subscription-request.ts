/** Reads what a subscription is asked for, and refuses what Graph refuses. */
import { z } from 'zod';
import { refusal } from '../refusal.ts';
import type { GraphSubscription } from './subscription-store.ts';

/** Users and groups live at most this long. */
const LONGEST_MINUTES = 41_760;
const LONGEST_CLIENT_STATE = 128;
const PROPERTIES = [
  ...['changeType', 'clientState', 'expirationDateTime', 'latestSupportedTlsVersion', 'lifecycleNotificationUrl'],
  ...['notificationUrl', 'resource'],
];
const REQUIRED = ['changeType', 'notificationUrl', 'resource', 'expirationDateTime'];
const CHANGE_TYPES = ['updated', 'deleted'];
const RESOURCES = { users: 'users', '/users': 'users', groups: 'groups', '/groups': 'groups' } as const;

const bodyShape = z.record(z.string(), z.unknown());
const text = z.string().min(1);

export function readSubscription(body: unknown, now: Date): Omit<GraphSubscription, 'id'> {
  const given = readBody(body, PROPERTIES);
  const missing = REQUIRED.find((name) => given[name] === undefined || given[name] === null);
  if (missing !== undefined) throw invalid(`Subscription request body must contain the property '${missing}'.`);
  const lifecycle = given['lifecycleNotificationUrl'] ?? null;
  return {
    resource: readResource(given['resource']),
    changeType: readChangeType(given['changeType']),
    notificationUrl: readUrl(given, 'notificationUrl'),
    lifecycleNotificationUrl: lifecycle === null ? null : readUrl(given, 'lifecycleNotificationUrl'),
    clientState: readClientState(given['clientState'] ?? null),
    expirationDateTime: readExpiry(given['expirationDateTime'], now),
  };
}

/** The new expiry: nothing else of a subscription can be changed, a lifecycle address can least of all be added. */
export function readRenewal(body: unknown, now: Date): string {
  const given = readBody(body, ['expirationDateTime']);
  return readExpiry(given['expirationDateTime'], now);
}

export function isLoopbackUrl(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function readBody(body: unknown, allowed: readonly string[]): Readonly<Record<string, unknown>> {
  const parsed = bodyShape.safeParse(body);
  if (!parsed.success) throw invalid('The request body is no subscription.');
  const unknown = Object.keys(parsed.data).find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw invalid(`The property '${unknown}' cannot be set on this subscription.`);
  return parsed.data;
}

function readResource(value: unknown): GraphSubscription['resource'] {
  const known = Object.entries(RESOURCES).find(([name]) => name === value);
  if (known === undefined) throw invalid('Resource not supported: the sandbox has subscriptions to users and groups.');
  return known[1];
}

function readChangeType(value: unknown): string {
  const types = text.safeParse(value).data?.split(',') ?? [];
  const wrong = types.find((type) => !CHANGE_TYPES.includes(type.trim()));
  if (types.length === 0 || wrong !== undefined)
    throw invalid(`The change type '${wrong ?? ''}' is not supported for this resource; it has updated and deleted.`);
  return types.map((type) => type.trim()).join(',');
}

function readUrl(given: Readonly<Record<string, unknown>>, name: string): string {
  const url = text.safeParse(given[name]).data;
  if (url === undefined || !URL.canParse(url)) throw invalid(`The property '${name}' is no address.`);
  if (new URL(url).protocol !== 'https:' && !isLoopbackUrl(url)) throw invalid(`The '${name}' must use https.`);
  return url;
}

function readClientState(value: unknown): string | null {
  if (value === null) return null;
  const state = z.string().safeParse(value).data;
  if (state === undefined || state.length > LONGEST_CLIENT_STATE)
    throw invalid(`The clientState must be a text of at most ${LONGEST_CLIENT_STATE} characters.`);
  return state;
}

function readExpiry(value: unknown, now: Date): string {
  const expires = z.iso.datetime({ offset: true }).safeParse(value).data;
  if (expires === undefined) throw invalid("The property 'expirationDateTime' is no instant.");
  const minutes = (Date.parse(expires) - now.getTime()) / 60_000;
  if (minutes <= 0) throw invalid('Subscription expiration must be in the future.');
  if (minutes > LONGEST_MINUTES)
    throw invalid(`Subscription expiration can only be ${LONGEST_MINUTES} minutes in the future.`);
  return new Date(expires).toISOString();
}

function invalid(message: string): Error {
  return refusal(400, 'InvalidRequest', message);
}
