// The vault for what identities cannot replace: the PSA's key pair, an Okta key, client states, hook secrets. Rights by role; nothing can be purged early.

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param vaultName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Whether it answers inside the virtual network alone.')
param isPrivate bool

@description('Addresses from which it answers all the same.')
param openTo array

@description('Workspace that is told who read which secret.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate && empty(openTo) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for address in openTo: { value: address }]
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('Resource id of the vault.')
output vaultId string = vault.id

@description('Name of the vault.')
output vaultName string = vault.name
