// Everything that Rollcall needs in one resource group. Nothing that would have to be kept secret is made, passed on or kept by any of these files:
// whoever does something here does it by identity, and what identities cannot do (the PSA, Okta, client states) lies in Key Vault.
targetScope = 'subscription'

@description('Name of the environment: names the resource group (rg-NAME) and goes into the names of everything in it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region. It has to offer Flex Consumption with Node 24: az functionapp list-flexconsumption-locations, az functionapp list-flexconsumption-runtimes --runtime node --location REGION.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('Names of the connections in the configuration, separated by commas. Lifecycle rules need them, because a rule knows blobs by the beginning of their path. At most 45.')
param connectionNames string

@description('Environment variables that the configuration names with { "env": "NAME" }, separated by commas. Each becomes an app setting that refers to the secret of the same name in Key Vault, in small letters and with - for _.')
param settingsFromVault string = 'CW_PUBLIC_KEY,CW_PRIVATE_KEY,CW_CLIENT_ID'

@description('When runs over everybody start: six fields, seconds first, UTC.')
param syncSchedule string = '0 0 * * * *'

@description('When change subscriptions are looked after: six fields, seconds first, UTC.')
param subscriptionSchedule string = '0 30 * * * *'

@description('When digests that are due are sent and missing runs are told: six fields, seconds first, UTC.')
param messagesSchedule string = '0 */15 * * * *'

@description('Hours without a good run after which the alert is raised: twice the interval of syncSchedule, and the same as staleAfterHours in the configuration.')
@minValue(1)
@maxValue(24)
param staleAfterHours int = 2

@description('Seconds after which work comes back that found its connection busy.')
@minValue(1)
@maxValue(3600)
param comeBackSeconds int = 20

@description('Why nothing runs unattended at all, for any connection. Empty: it runs.')
param paused string = ''

@description('Address of another receiver of telemetry beside Application Insights, by the OpenTelemetry protocol over HTTP, such as https://otlp.example.com. Empty: none. Its key goes into the vault as OTEL_EXPORTER_OTLP_HEADERS.')
param otlpEndpoint string = ''

@description('Application (client) id of the app registration for people who sign in, as infra/scripts/register-sign-in.sh prints it. Empty: no sign-in; the routes are then guarded by their function keys alone.')
param signInClientId string = ''

@description('Client ids of other applications, separated by commas, whose tokens are let in beside those of people: a monitor that asks for health, for example.')
param signInApplications string = ''

@description('Object id of the person or group that uploads the configuration, puts secrets in, approves and repairs from the command line. Empty: nobody is given a right.')
param operatorPrincipalId string = ''

@description('What operatorPrincipalId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

@description('public: storage and vault answer from anywhere, to identities with a role. private: they answer inside the virtual network alone, which the function app joins.')
@allowed(['public', 'private'])
param network string = 'public'

@description('Addresses or ranges (CIDR), separated by commas, from which operators reach storage and vault when network is private. Empty: from inside the network alone.')
param operatorAddresses string = ''

@description('Copies of the stored data.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('Days for which the files of a run (plan, report, tables) are kept.')
@minValue(30)
@maxValue(3650)
param reportDays int = 730

@description('Days for which the record of accepted events is kept. The code looks back one day.')
@minValue(2)
@maxValue(365)
param eventDays int = 7

@description('Days for which earlier versions of files are kept, and removed files can be brought back.')
@minValue(7)
@maxValue(365)
param versionDays int = 30

@description('Days for which no version of a record can be changed or removed by anybody (version-level immutability, not locked). 0: off. It can only be switched on with a new container, and versionDays, eventDays and reportDays then begin to count when it lets go.')
@minValue(0)
@maxValue(3650)
param immutabilityDays int = 0

@description('Days for which logs are kept.')
@allowed([30, 60, 90, 120, 180, 270, 365, 550, 730])
param logDays int = 90

@description('Where alerts are mailed to. Empty: they are shown in the portal and sent to nobody.')
param alertEmail string = ''

@description('Whether alert rules are evaluated.')
param alertsEnabled bool = true

@description('Memory of an instance, in MB. 2,048 carries some 30,000 people in one connection.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances kept warm for HTTP: whoever delivers events waits three seconds, and a cold start may take longer. 0 where no connection has events.')
@minValue(0)
@maxValue(5)
param alwaysReadyHttp int = 1

@description('Instances at most. Each takes one message of each queue at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

var token = uniqueString(subscription().subscriptionId, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var isPrivate = network == 'private'
var openTo = filter(map(split(operatorAddresses, ','), address => trim(address)), address => !empty(address))
var connections = filter(map(split(connectionNames, ','), name => trim(name)), name => !empty(name))
var vaultSettings = filter(map(split(settingsFromVault, ','), name => trim(name)), name => !empty(name))
var applications = filter(map(split(signInApplications, ','), id => trim(id)), id => !empty(id))

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity './modules/identity.bicep' = {
  scope: group
  name: 'identity'
  params: {
    name: 'id-rollcall-${token}'
    location: location
    tags: tags
  }
}

module monitoring './modules/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: {
    workspaceName: 'log-rollcall-${token}'
    insightsName: 'appi-rollcall-${token}'
    location: location
    tags: tags
    logDays: logDays
  }
}

module hostStorage './modules/host-storage.bicep' = {
  scope: group
  name: 'host-storage'
  params: {
    accountName: 'sthost${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    isPrivate: isPrivate
    openTo: openTo
  }
}

module records './modules/records.bicep' = {
  scope: group
  name: 'records'
  params: {
    accountName: 'strec${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    isPrivate: isPrivate
    openTo: openTo
    connections: connections
    reportDays: reportDays
    eventDays: eventDays
    versionDays: versionDays
    immutabilityDays: immutabilityDays
  }
}

module vault './modules/vault.bicep' = {
  scope: group
  name: 'vault'
  params: {
    vaultName: 'kv-rc-${token}'
    location: location
    tags: tags
    isPrivate: isPrivate
    openTo: openTo
    workspaceId: monitoring.outputs.workspaceId
  }
}

module virtualNetwork './modules/network.bicep' = if (isPrivate) {
  scope: group
  name: 'network'
  params: {
    networkName: 'vnet-rollcall-${token}'
    location: location
    tags: tags
    recordsAccountId: records.outputs.accountId
    hostAccountId: hostStorage.outputs.accountId
    vaultId: vault.outputs.vaultId
  }
}

module roles './modules/roles.bicep' = {
  scope: group
  name: 'roles'
  params: {
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    hostAccountName: hostStorage.outputs.accountName
    recordsAccountName: records.outputs.accountName
    recordsContainer: records.outputs.recordsContainer
    configContainer: records.outputs.configContainer
    vaultName: vault.outputs.vaultName
    insightsName: monitoring.outputs.insightsName
  }
}

module app './modules/app.bicep' = {
  scope: group
  name: 'app'
  params: {
    appName: 'func-rollcall-${token}'
    planName: 'plan-rollcall-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.identityId
    identityClientId: identity.outputs.clientId
    insightsName: monitoring.outputs.insightsName
    hostBlobUrl: hostStorage.outputs.blobUrl
    hostQueueUrl: hostStorage.outputs.queueUrl
    packageContainer: hostStorage.outputs.packageContainer
    configUrl: '${records.outputs.blobUrl}${records.outputs.configContainer}/rollcall.json'
    vaultName: vault.outputs.vaultName
    settingsFromVault: vaultSettings
    syncSchedule: syncSchedule
    subscriptionSchedule: subscriptionSchedule
    messagesSchedule: messagesSchedule
    comeBackSeconds: comeBackSeconds
    paused: paused
    otlpEndpoint: otlpEndpoint
    signInClientId: signInClientId
    signInApplications: applications
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyHttp: alwaysReadyHttp
    maximumInstanceCount: maximumInstanceCount
    subnetId: isPrivate ? virtualNetwork!.outputs.functionsSubnetId : ''
  }
  // The host takes its package and its keys from storage by these rights; without them the first start fails.
  dependsOn: [roles]
}

module alerts './modules/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    vaultId: vault.outputs.vaultId
    email: alertEmail
    enabled: alertsEnabled
    staleAfterHours: staleAfterHours
  }
}

module workbook './modules/workbook.bicep' = {
  scope: group
  name: 'workbook'
  params: {
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
  }
}

@description('Resource group of everything.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output ROLLCALL_APP string = app.outputs.appName

@description('Address of the function app; webhooks lie below it.')
output ROLLCALL_URL string = app.outputs.url

@description('Name of the vault for the secrets.')
output ROLLCALL_VAULT string = vault.outputs.vaultName

@description('Name of the account with the records and the configuration.')
output ROLLCALL_RECORDS_ACCOUNT string = records.outputs.accountName

@description('Container of the configuration.')
output ROLLCALL_CONFIG_CONTAINER string = records.outputs.configContainer

@description('storage.blobUrl of the configuration.')
output ROLLCALL_BLOB_URL string = records.outputs.blobUrl

@description('storage.queueUrl of the configuration.')
output ROLLCALL_QUEUE_URL string = hostStorage.outputs.queueUrl

@description('Client id of the app identity: directory.credential.clientId of an Entra connection that reads by it.')
output ROLLCALL_IDENTITY_CLIENT_ID string = identity.outputs.clientId

@description('Object id of the app identity, to which Graph permissions are granted.')
output ROLLCALL_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
