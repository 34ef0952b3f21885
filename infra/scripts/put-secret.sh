#!/usr/bin/env bash
# infra/scripts/put-secret.sh VAULT NAME DAYS [FILE]
#
# Puts one secret into the vault, or a new version of it, under the name that the app setting NAME refers to. The value comes from FILE, or is asked for without
# being shown; it is in no argument of any command. DAYS: when it expires where it was issued; the vault raises an alert 30 days before.
# Needs: Azure CLI, signed in as somebody with the role Key Vault Secrets Officer on the vault.
set -euo pipefail

usage='Usage: put-secret.sh VAULT NAME DAYS [FILE]'
vault=${1:?$usage}
name=${2:?$usage}
days=${3:?$usage}

umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ -n "${4:-}" ]; then
  value=$(cat "$4")
else
  read -rsp "$name: " value
  echo
fi
[ -n "$value" ] || { echo "$name is empty; nothing was changed." >&2; exit 1; }
# Without a line break at the end, which would become part of the secret.
printf '%s' "$value" >"$folder/value"

secret=$(tr 'A-Z_' 'a-z-' <<<"$name")
expires=$(node -e 'process.stdout.write(new Date(Date.now() + Number(process.argv[1]) * 86400000).toISOString().slice(0, 19) + "Z")' "$days")
az keyvault secret set --vault-name "$vault" --name "$secret" --file "$folder/value" --encoding utf-8 --expires "$expires" --output none
echo "$secret: stored until $expires"
