#!/usr/bin/env bash
# infra/scripts/assign-role.sh CLIENT-ID reader|approver PRINCIPAL
#
# Gives a person, a group or an application (its object id) an app role of the app registration for signing in.
# Needs: Azure CLI, signed in as an Application Administrator of the tenant. To a group: Entra ID P1.
set -euo pipefail

usage='Usage: assign-role.sh CLIENT-ID reader|approver PRINCIPAL'
client=${1:?$usage}
principal=${3:?$usage}
case ${2:?$usage} in
  reader) value=Rollcall.Reader ;;
  approver) value=Rollcall.Approver ;;
  *) echo "$usage" >&2; exit 1 ;;
esac

service=$(az ad sp list --filter "appId eq '$client'" --query '[0].id' --output tsv)
role=$(az ad sp show --id "$client" --query "appRoles[?value=='$value'].id | [0]" --output tsv)
az rest --method post --url "https://graph.microsoft.com/v1.0/servicePrincipals/$service/appRoleAssignedTo" --output none \
  --body "{\"principalId\":\"$principal\",\"resourceId\":\"$service\",\"appRoleId\":\"$role\"}"
echo "$value: assigned to $principal"
