#!/usr/bin/env bash
# infra/scripts/register-sign-in.sh APP-URL IDENTITY-PRINCIPAL [NAME]
#
# Makes the app registration through which people sign in before they reach a route: two app roles, nobody let in without one, and the app's managed identity in
# the place of a client secret. Prints its client id; give it to azd as ROLLCALL_SIGN_IN_CLIENT_ID. A registration of that name is used again.
# Needs: Azure CLI, signed in as an Application Administrator of the tenant.
set -euo pipefail

url=${1:?Usage: register-sign-in.sh APP-URL IDENTITY-PRINCIPAL [NAME]}
identity=${2:?Usage: register-sign-in.sh APP-URL IDENTITY-PRINCIPAL [NAME]}
name=${3:-Rollcall}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/roles.json" <<'ROLES'
[
  {
    "id": "6d1f6c0e-52a7-4b0f-9e53-0f5a3a0f7c11",
    "value": "Rollcall.Reader",
    "displayName": "Rollcall reader",
    "description": "Reads runs and reports.",
    "allowedMemberTypes": ["User", "Application"],
    "isEnabled": true
  },
  {
    "id": "a3c9b5e4-8f1d-4f7e-9a86-2b7d4f6e9d22",
    "value": "Rollcall.Approver",
    "displayName": "Rollcall approver",
    "description": "Reads runs and reports, and asks for runs.",
    "allowedMemberTypes": ["User", "Application"],
    "isEnabled": true
  }
]
ROLES

client=$(az ad app list --display-name "$name" --query "[?displayName=='$name'].appId | [0]" --output tsv)
if [ -z "$client" ]; then
  client=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg \
    --enable-id-token-issuance true --web-redirect-uris "$url/.auth/login/aad/callback" \
    --app-roles "@$folder/roles.json" --query appId --output tsv)
fi
az ad app update --id "$client" --identifier-uris "api://$client" --app-roles "@$folder/roles.json" \
  --web-redirect-uris "$url/.auth/login/aad/callback"

az rest --method patch --url "https://graph.microsoft.com/v1.0/applications(appId='$client')" \
  --body '{"api":{"requestedAccessTokenVersion":2}}' --output none

# The identity vouches for the registration.
tenant=$(az account show --query tenantId --output tsv)
if [ -z "$(az ad app federated-credential list --id "$client" --query "[?subject=='$identity'].name | [0]" --output tsv)" ]; then
  cat >"$folder/credential.json" <<CREDENTIAL
{
  "name": "rollcall-function-app",
  "issuer": "https://login.microsoftonline.com/$tenant/v2.0",
  "subject": "$identity",
  "audiences": ["api://AzureADTokenExchange"]
}
CREDENTIAL
  az ad app federated-credential create --id "$client" --parameters "@$folder/credential.json" --output none
fi

# Without an assignment nobody of the tenant gets a token for it.
if [ -z "$(az ad sp list --filter "appId eq '$client'" --query '[0].id' --output tsv)" ]; then
  az ad sp create --id "$client" --output none
fi
az ad sp update --id "$client" --set appRoleAssignmentRequired=true --output none
echo "$client"
