// The function app: Flex Consumption, Node 24, one identity, secrets by reference. Who may call it is in sign-in.bicep.

@description('Name of the function app; the first part of its address.')
param appName string

@description('Name of the plan.')
param planName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the identity.')
param identityId string

@description('Client id of the identity.')
param identityClientId string

@description('Name of Application Insights.')
param insightsName string

@description('Address of the blobs of the host account.')
param hostBlobUrl string

@description('Address of the queues of the host account.')
param hostQueueUrl string

@description('Container of the deployed package.')
param packageContainer string

@description('Address of the configuration.')
param configUrl string

@description('Vault of the secrets.')
param vaultName string

@description('Names of the app settings that refer to secrets.')
param settingsFromVault array

@description('Schedule of the runs over everybody.')
param syncSchedule string

@description('Schedule of the looks at change subscriptions.')
param subscriptionSchedule string

@description('Schedule of digests and of looks for missing runs.')
param messagesSchedule string

@description('Seconds after which work comes back that found its connection busy.')
param comeBackSeconds int

@description('Why nothing runs unattended at all. Empty: it runs.')
param paused string

@description('Address of another receiver of telemetry, by the OpenTelemetry protocol over HTTP. Empty: none.')
param otlpEndpoint string

@description('Client id of the app registration for signing in. Empty: no sign-in.')
param signInClientId string

@description('Client ids of other applications whose tokens are let in.')
param signInApplications array

@description('Memory of an instance, in MB.')
param instanceMemoryMB int

@description('Instances kept warm for HTTP.')
param alwaysReadyHttp int

@description('Instances at most.')
param maximumInstanceCount int

@description('Subnet that the app joins. Empty: none.')
param subnetId string

var hasSignIn = !empty(signInClientId)

var settings = {
  // The host's own storage, by identity. The queue functions listen to this account.
  AzureWebJobsStorage__blobServiceUri: hostBlobUrl
  AzureWebJobsStorage__queueServiceUri: hostQueueUrl
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // Says where telemetry goes, the host's and that of the runs; the identity is what lets it in.
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // The runs tell of themselves under the name that the host has there.
  OTEL_SERVICE_NAME: appName
  // Which identity the storage libraries take where the configuration names none.
  AZURE_CLIENT_ID: identityClientId
  ROLLCALL_CONFIG: configUrl
  ROLLCALL_COME_BACK_SECONDS: string(comeBackSeconds)
  // The switch for an incident: with a reason here nothing runs unattended.
  ROLLCALL_PAUSED: paused
  SYNC_SCHEDULE: syncSchedule
  SUBSCRIPTION_SCHEDULE: subscriptionSchedule
  MESSAGES_SCHEDULE: messagesSchedule
}

var otlpSettings = {
  // What lets it in there is a secret: OTEL_EXPORTER_OTLP_HEADERS, from the vault.
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
}

var signInSettings = {
  // From then on the routes ask for a role beside the function key.
  ROLLCALL_SIGN_IN: 'required'
  // The identity vouches for the app registration, so that there is no client secret.
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
  WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
}

var secretReferences = toObject(
  settingsFromVault,
  name => name,
  name => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${toLower(replace(name, '_', '-'))})'
)

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: appName
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Webhooks come from the internet.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // Without it references are resolved as the system-assigned identity, which there is none of.
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostBlobUrl}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'node'
        version: '24'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : []
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, empty(otlpEndpoint) ? {} : otlpSettings, hasSignIn ? signInSettings : {}, secretReferences)
}

// Publishing goes by identity too.
resource scmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource ftpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

module signIn './sign-in.bicep' = if (hasSignIn) {
  name: 'sign-in'
  params: {
    appName: app.name
    clientId: signInClientId
    applications: signInApplications
  }
  dependsOn: [appSettings]
}

@description('Name of the function app.')
output appName string = app.name

@description('Address of the function app, without a slash at the end.')
output url string = 'https://${app.properties.defaultHostName}'
