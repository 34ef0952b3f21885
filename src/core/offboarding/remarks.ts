/** What switching a member off does not do, so that somebody does it by hand. The same words for everybody. */
import type { DutyReading } from '../../domain/offboarding/duty.ts';
import type { LeaverDuty, Remark } from '../../domain/offboarding/leaver.ts';

export function remarksFor(duties: readonly LeaverDuty[], unseen: DutyReading['unseen']): readonly Remark[] {
  const rules =
    duties.some(({ duty }) => duty.kind === 'workflow-action') || unseen.some(({ kind }) => kind === 'workflow-action');
  return [SESSIONS, API_KEYS, ...(rules ? [WORKFLOW_RULES] : []), SISTER_PRODUCTS];
}

const SESSIONS: Remark = {
  kind: 'sessions',
  detail: 'Whoever is signed in stays signed in for a while: sessions belong to the identity provider, not to the PSA.',
  advice:
    'Revoke the sessions in the identity provider (Entra ID: "Revoke sessions" on the user; Okta: "Clear user sessions" on the person).',
};
const API_KEYS: Remark = {
  kind: 'api-keys',
  detail: "The member's personal API keys stop working, and with them every script or integration that uses one.",
  advice:
    'Look for such keys in the PSA (System > Members > the member > API Keys) and give those integrations an API member of their own.',
};
const WORKFLOW_RULES: Remark = {
  kind: 'workflow-rules',
  detail: 'Workflow rules that assign to this member or send mail from or to them may fail without a word.',
  advice: 'Open the rules in the PSA (System > Setup Tables > Workflow Rules) and name somebody else in their actions.',
};
const SISTER_PRODUCTS: Remark = {
  kind: 'sister-products',
  detail: 'Accounts in ConnectWise Automate and ScreenConnect are separate, and the PSA does not switch them off.',
  advice: 'Look for an account of the person in each of them and switch it off there.',
};
