/** Which of Okta's events may change what Rollcall decides. An event hook must be subscribed to these, and the System Log is searched for these. */

/** All of them can be delivered by event hooks. */
export const EVENT_TYPES = [
  'user.lifecycle.create',
  'user.lifecycle.activate',
  'user.lifecycle.reactivate',
  'user.lifecycle.deactivate',
  'user.lifecycle.suspend',
  'user.lifecycle.unsuspend',
  'user.lifecycle.delete.initiated',
  'user.account.update_profile',
  'group.user_membership.add',
  'group.user_membership.remove',
  'group.lifecycle.delete',
  'group.profile.update',
] as const;
