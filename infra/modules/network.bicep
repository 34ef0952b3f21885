// The virtual network, where it is asked for: one subnet that the app joins, one for the private addresses of storage and vault, and the names under which they are found.

@description('Name of the virtual network.')
param networkName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Account of the records and the configuration.')
param recordsAccountId string

@description('Account of the Functions host.')
param hostAccountId string

@description('Vault of the secrets.')
param vaultId string

var zones = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.queue.${environment().suffixes.storage}'
  'privatelink.vaultcore.azure.net'
]

var endpoints = [
  { name: 'records-blob', target: recordsAccountId, part: 'blob', zone: 0 }
  { name: 'host-blob', target: hostAccountId, part: 'blob', zone: 0 }
  { name: 'host-queue', target: hostAccountId, part: 'queue', zone: 1 }
  { name: 'vault', target: vaultId, part: 'vault', zone: 2 }
]

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: networkName
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/24'] }
    subnets: [
      {
        name: 'functions'
        properties: {
          addressPrefix: '10.20.0.0/26'
          // What Flex Consumption asks for.
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.20.0.64/26'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

resource functions 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: virtualNetwork
  name: 'functions'
}

resource inside 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: virtualNetwork
  name: 'endpoints'
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for name in zones: {
    name: name
    location: 'global'
    tags: tags
  }
]

resource zoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (name, index) in zones: {
    parent: zone[index]
    name: networkName
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: virtualNetwork.id }
    }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for one in endpoints: {
    name: '${networkName}-${one.name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: inside.id }
      privateLinkServiceConnections: [
        {
          name: one.name
          properties: {
            privateLinkServiceId: one.target
            groupIds: [one.part]
          }
        }
      ]
    }
  }
]

resource endpointZone 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (one, index) in endpoints: {
    parent: endpoint[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: one.part
          properties: { privateDnsZoneId: zone[one.zone].id }
        }
      ]
    }
  }
]

@description('Subnet that the app joins.')
output functionsSubnetId string = functions.id
