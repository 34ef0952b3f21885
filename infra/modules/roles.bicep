// Every right that is given to anybody, each with the reason. There is no other role assignment in these files.

@description('Object id of the identity of the function app.')
param appPrincipalId string

@description('Object id of the operator: a person, a group or a service principal. Empty: nobody.')
param operatorPrincipalId string

@description('What operatorPrincipalId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string

@description('Account of the Functions host.')
param hostAccountName string

@description('Account of the records and the configuration.')
param recordsAccountName string

@description('Container of the records.')
param recordsContainer string

@description('Container of the configuration.')
param configContainer string

@description('Vault of the secrets.')
param vaultName string

@description('Application Insights.')
param insightsName string

// Ids of the built-in roles; they are the same in every subscription.
var roleIds = {
  // Storage Blob Data Owner: every action on blobs and containers.
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Storage Blob Data Contributor: read, write and remove blobs; no policies, no owners.
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  // Storage Blob Data Reader: read blobs.
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  // Storage Queue Data Contributor: send, receive and remove messages, create queues.
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // Key Vault Secrets User: read the values of secrets.
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  // Key Vault Secrets Officer: put secrets in, replace and remove them.
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  // Monitoring Metrics Publisher: send telemetry.
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

var hasOperator = !empty(operatorPrincipalId)

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostAccountName
}

resource recordsAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: recordsAccountName
}

resource recordsBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  parent: recordsAccount
  name: 'default'
}

resource records 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  parent: recordsBlobs
  name: recordsContainer
}

resource config 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  parent: recordsBlobs
  name: configContainer
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// The Functions host keeps its locks and function keys here, makes their containers itself, and fetches the deployed package. Blob Data Owner is what
// the documentation of Functions names for AzureWebJobsStorage. That is why the records lie in another account.
resource appOnHostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostAccount
  name: guid(hostAccount.id, appPrincipalId, roleIds.blobOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobOwner)
  }
}

// The host takes work from the queues and moves to -poison what failed too often; timers and webhooks send to them.
resource appOnHostQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostAccount
  name: guid(hostAccount.id, appPrincipalId, roleIds.queueContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.queueContributor)
  }
}

// Runs read and write memory, journal, plans and reports, and hold the lease that keeps two runs apart. One container, and no right to change its policies.
resource appOnRecords 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: records
  name: guid(records.id, appPrincipalId, roleIds.blobContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobContributor)
  }
}

// The app reads its configuration and can never write it: it cannot switch its own guards off.
resource appOnConfig 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: config
  name: guid(config.id, appPrincipalId, roleIds.blobReader)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobReader)
  }
}

// App settings refer to the secrets, and the platform resolves them as this identity.
resource appOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipalId, roleIds.secretsUser)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.secretsUser)
  }
}

// Application Insights takes telemetry from identities only.
resource appOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appPrincipalId, roleIds.metricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.metricsPublisher)
  }
}

// rollcall runs, show, explain and approve: approvals are a file among the records, and an approved step is carried out from the operator's machine.
resource operatorOnRecords 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator) {
  scope: records
  name: guid(records.id, operatorPrincipalId, roleIds.blobContributor)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobContributor)
  }
}

// The operator uploads the configuration, and with it decides what is written unattended.
resource operatorOnConfig 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator) {
  scope: config
  name: guid(config.id, operatorPrincipalId, roleIds.blobContributor)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobContributor)
  }
}

// rollcall check looks at the queues, and rollcall poison puts back what was put aside.
resource operatorOnHostQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator) {
  scope: hostAccount
  name: guid(hostAccount.id, operatorPrincipalId, roleIds.queueContributor)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.queueContributor)
  }
}

// The operator puts the secrets in and rotates them.
resource operatorOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator) {
  scope: vault
  name: guid(vault.id, operatorPrincipalId, roleIds.secretsOfficer)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.secretsOfficer)
  }
}
