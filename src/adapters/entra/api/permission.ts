/** The application permissions that Rollcall needs in Graph, and how an administrator grants them. */
import type { EntraCredential } from './credential.ts';

/** Name -> id of the app role; the same in every tenant and cloud. */
const APP_ROLES = {
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  /** For change notifications of groups alone. */
  'Group.Read.All': '5b567255-7703-4780-807c-7be8301ae99b',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
} as const;
export type Permission = keyof typeof APP_ROLES;

/** Id of the Microsoft Graph application itself. */
const GRAPH_APP = '00000003-0000-0000-c000-000000000000';

/** Which permission a path (of a request label) needs; group members need both, and the one for groups fails first. */
export function permissionFor(path: string): Permission {
  return /\/groups(\/|$)|\/checkMemberGroups$/.test(path) ? 'GroupMember.Read.All' : 'User.Read.All';
}

/** One or two sentences: where to click, and the command that does the same. */
export function howToGrant(permission: Permission, kind: EntraCredential['kind']): string {
  const role = APP_ROLES[permission];
  if (kind === 'managed-identity')
    return (
      `Grant the application permission ${permission} to the managed identity: az rest --method POST --url ` +
      `https://graph.microsoft.com/v1.0/servicePrincipals/<object id of the identity>/appRoleAssignments --body ` +
      `'{"principalId":"<object id of the identity>","resourceId":"<object id of Microsoft Graph's service principal>","appRoleId":"${role}"}'` +
      ` (the latter: az ad sp show --id ${GRAPH_APP} --query id).`
    );
  return (
    `Grant the application permission ${permission}: Microsoft Entra admin centre, App registrations, the application, ` +
    `API permissions, Add a permission, Microsoft Graph, Application permissions, then Grant admin consent; or ` +
    `az ad app permission add --id <client id> --api ${GRAPH_APP} --api-permissions ${role}=Role, then ` +
    `az ad app permission admin-consent --id <client id>.`
  );
}
