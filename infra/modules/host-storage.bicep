// The account of the Functions host: the deployed package, its locks and function keys, and the queues of work. Nothing in it has to be kept.

@description('Name of the storage account.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Copies of the stored data.')
param redundancy string

@description('Whether it answers inside the virtual network alone.')
param isPrivate bool

@description('Addresses from which it answers all the same.')
param openTo array

var packageContainer = 'app-package'

// The queues to which the functions listen, and where the host puts aside what failed too often. The code has the same names.
var queues = [
  'rollcall-runs'
  'rollcall-runs-poison'
  'rollcall-people'
  'rollcall-people-poison'
  'rollcall-slow-runs'
  'rollcall-slow-runs-poison'
  'rollcall-subscriptions'
  'rollcall-subscriptions-poison'
  'rollcall-approvals'
  'rollcall-approvals-poison'
]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: accountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate && empty(openTo) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for address in openTo: { value: address, action: 'Allow' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: packageContainer
  properties: { publicAccess: 'None' }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for name in queues: {
    parent: queueService
    name: name
  }
]

@description('Resource id of the account.')
output accountId string = account.id

@description('Name of the account.')
output accountName string = account.name

@description('Address of its blobs, with a slash at the end.')
output blobUrl string = account.properties.primaryEndpoints.blob

@description('Address of its queues, with a slash at the end.')
output queueUrl string = account.properties.primaryEndpoints.queue

@description('Container of the deployed package.')
output packageContainer string = package.name
