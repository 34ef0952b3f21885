#!/usr/bin/env bash
# infra/scripts/grant-graph.sh PRINCIPAL [--group-events]
#
# Grants the application permissions in Microsoft Graph with which Rollcall reads, to the managed identity of the app or to the service principal of an app
# registration; PRINCIPAL is its object id. --group-events adds what change notifications of groups need. Granting twice changes nothing.
# Needs: Azure CLI, signed in as a Privileged Role Administrator or Global Administrator of the tenant.
set -euo pipefail

principal=${1:?Usage: grant-graph.sh PRINCIPAL [--group-events]}
option=${2:-}

# Name and id of each app role of Microsoft Graph; src/adapters/entra/api/permission.ts has the same.
permissions=(
  "GroupMember.Read.All 98830695-27a2-44f7-8c18-0c3ebc9698f6"
  "User.Read.All df021288-bdef-4463-88db-98f22de89214"
)
case $option in
  '') ;;
  --group-events) permissions+=("Group.Read.All 5b567255-7703-4780-807c-7be8301ae99b") ;;
  *) echo "Unknown option: $option" >&2; exit 1 ;;
esac

graph=https://graph.microsoft.com/v1.0
resource=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
granted=$(az rest --method get --url "$graph/servicePrincipals/$principal/appRoleAssignments" --query 'value[].appRoleId' --output tsv)

for permission in "${permissions[@]}"; do
  read -r name role <<<"$permission"
  if grep -qx "$role" <<<"$granted"; then
    echo "$name: granted already"
    continue
  fi
  az rest --method post --url "$graph/servicePrincipals/$principal/appRoleAssignments" --output none \
    --body "{\"principalId\":\"$principal\",\"resourceId\":\"$resource\",\"appRoleId\":\"$role\"}"
  echo "$name: granted"
done
