/** The shapes that Okta's raw answers must have before anything in them is believed. What is not named here is ignored. */
import { z } from 'zod';

const filled = z.string().refine((text) => text.trim() !== '', 'must not be blank');
const maybe = z.string().nullish();

/** Okta's own ids: a prefix that tells the kind, then letters and digits (17 as a rule). */
export const USER_ID = /^00u[0-9A-Za-z]{12,}$/;
export const GROUP_ID = /^00g[0-9A-Za-z]{12,}$/;

/**
 * `User` of the Management API. Okta's base profile has neither a short account name nor a hire date, but many orgs add them as custom attributes under these names;
 * an attribute of an org's own making may be of any type.
 */
export const userSchema = z.object({
  id: filled,
  status: filled,
  profile: z.object({
    login: filled,
    email: maybe,
    secondEmail: maybe,
    firstName: maybe,
    lastName: maybe,
    displayName: maybe,
    employeeNumber: maybe,
    title: maybe,
    primaryPhone: maybe,
    mobilePhone: maybe,
    samAccountName: z.unknown().optional(),
    hireDate: z.unknown().optional(),
    /** Free to be filled with anything: an id, a login, a personnel number. */
    managerId: z.unknown().optional(),
  }),
});
export type OktaUser = z.infer<typeof userSchema>;

/** `Group`: the name sits in the profile. */
export const groupSchema = z.object({
  id: filled,
  profile: z.object({ name: filled }),
});
export type OktaGroup = z.infer<typeof groupSchema>;

/** A page of any list; its items are judged one by one, so that one bad record is told from a bad page. */
export const pageSchema = z.array(z.unknown());

/** Error body of the API. Everything is optional: a proxy's error page has none of it. */
export const apiErrorSchema = z.object({
  errorCode: z.string().optional(),
  errorSummary: z.string().optional(),
  errorCauses: z.array(z.object({ errorSummary: z.string().optional() })).optional(),
});

/** Error body of the token endpoint (RFC 6749, 5.2). */
export const tokenErrorSchema = z.object({ error: filled, error_description: z.string().optional() });

/** A granted token. A token that could not stand in a header is refused here: the SDK would send `Bearer undefined`. */
export const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII'),
  expires_in: z.number().positive(),
});
