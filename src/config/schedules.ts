/** When the timers of the functions fire where nobody has said otherwise, by the names of their settings; NCRONTAB, UTC. local.settings.example.json has the same. */
export const SCHEDULES = {
  SYNC_SCHEDULE: '0 0 * * * *',
  SUBSCRIPTION_SCHEDULE: '0 30 * * * *',
  MESSAGES_SCHEDULE: '0 */15 * * * *',
} as const;
