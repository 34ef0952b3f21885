/** The shapes of the Graph answers that Rollcall reads (Graph v1.0 metadata), and the properties that it asks for. */
import { z } from 'zod';

/** A user. Without User.Read.All a listing still succeeds, with everything but the id null. */
export const userSchema = z.object({
  id: z.string().trim().min(1),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  displayName: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
  otherMails: z.array(z.string()).nullish(),
  onPremisesSamAccountName: z.string().nullish(),
  employeeId: z.string().nullish(),
  jobTitle: z.string().nullish(),
  businessPhones: z.array(z.string()).nullish(),
  mobilePhone: z.string().nullish(),
  /** A date as an instant at midnight UTC. */
  employeeHireDate: z.string().nullish(),
});
export type GraphUser = z.infer<typeof userSchema>;

/** Whoever is somebody's manager: a user as a rule. */
export const managerSchema = userSchema.extend({ '@odata.type': z.string().nullish() });

/** `$select` of exactly what a person is made of: what is not asked for comes back absent, not null. */
export const USER_PROPERTIES = Object.keys(userSchema.shape).join(',');

/** Casts and filters over lists are advanced queries: they need this header, on every page, and `$count=true`. */
export const ADVANCED = { ConsistencyLevel: 'eventual' } as const;

/** One page of any list. */
export const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
  /** On the first page only, when `$count=true` was asked for. */
  '@odata.count': z.number().int().nonnegative().nullish(),
});
export type GraphPage = z.infer<typeof pageSchema>;

export const groupSchema = z.object({ id: z.string().trim().min(1), displayName: z.string().nullish() });
export type GraphGroup = z.infer<typeof groupSchema>;

/** Answer of checkMemberGroups: ids of the groups that the user is in. */
export const groupIdsSchema = z.object({ value: z.array(z.string().min(1)) });

export const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string().nullish() }) });

/** Answer of `POST /$batch`; answers come in any order and carry the id of their request. */
export const batchSchema = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number().int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});

/** A change subscription. Graph also tells its clientState, which is a secret: it is not read. */
export const subscriptionSchema = z.object({
  id: z.string().trim().min(1),
  /** `/users` or `users`; anything that one may subscribe to. */
  resource: z.string(),
  /** `updated,deleted` */
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  /** With up to seven digits behind the point. */
  expirationDateTime: z.iso.datetime({ offset: true }),
});
