// The account that has to be kept: the configuration, and what Rollcall remembers, planned, wrote and reported. Every earlier version of a file can be had back.

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

@description('Names of the connections.')
@maxLength(45)
param connections array

@description('Days for which the files of a run are kept.')
param reportDays int

@description('Days for which the record of accepted events is kept.')
param eventDays int

@description('Days for which earlier versions and removed files are kept.')
param versionDays int

@description('Days for which no version can be changed or removed; 0: off.')
param immutabilityDays int

// The default of storage.container in the configuration.
var recordsContainer = 'rollcall'
// Apart from the records, so that the app can be given no more than to read it: whoever writes it decides what is removed.
var configContainer = 'rollcall-config'

var reportRules = [
  for name in connections: {
    name: 'reports-of-${name}'
    enabled: true
    type: 'Lifecycle'
    definition: {
      filters: {
        blobTypes: ['blockBlob']
        prefixMatch: ['${recordsContainer}/${name}/runs/']
      }
      actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: reportDays } } }
    }
  }
]

// Written by appending.
var eventRules = [
  for name in connections: {
    name: 'events-of-${name}'
    enabled: true
    type: 'Lifecycle'
    definition: {
      filters: {
        blobTypes: ['appendBlob']
        prefixMatch: ['${recordsContainer}/${name}/events/']
      }
      actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: eventDays } } }
    }
  }
]

var versionRules = [
  {
    name: 'earlier-versions'
    enabled: true
    type: 'Lifecycle'
    definition: {
      filters: { blobTypes: ['blockBlob', 'appendBlob'] }
      actions: { version: { delete: { daysAfterCreationGreaterThan: versionDays } } }
    }
  }
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
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: versionDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: versionDays
    }
  }
}

resource records 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: recordsContainer
  properties: {
    publicAccess: 'None'
    // By version, not by container: memory, approvals and index are written over, and what was there before is what must stay.
    immutableStorageWithVersioning: immutabilityDays > 0 ? { enabled: true } : null
  }
}

resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-06-01' = if (immutabilityDays > 0) {
  parent: records
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: immutabilityDays
    // The journal and the record of events grow by lines.
    allowProtectedAppendWrites: true
  }
}

resource config 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: configContainer
  properties: { publicAccess: 'None' }
}

// memory.json, approvals.json, subscriptions.json, dropped.json, index/ and journal/ are in no rule: they are small, and what is decided rests on them.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: { policy: { rules: concat(reportRules, eventRules, versionRules) } }
  dependsOn: [blobs]
}

@description('Resource id of the account.')
output accountId string = account.id

@description('Name of the account.')
output accountName string = account.name

@description('Address of its blobs, with a slash at the end.')
output blobUrl string = account.properties.primaryEndpoints.blob

@description('Container of the records.')
output recordsContainer string = records.name

@description('Container of the configuration.')
output configContainer string = config.name
