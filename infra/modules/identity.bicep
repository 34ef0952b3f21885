// The one identity of the function app. Assigned by name and not by the system, so that its rights stand before the app does, and outlive it.

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output identityId string = identity.id

@description('Client id, by which code asks for tokens.')
output clientId string = identity.properties.clientId

@description('Object id, to which rights are given.')
output principalId string = identity.properties.principalId
