/** Every resource type of the templates, and the published model that it is held against. */

export type Published =
  | { readonly kind: 'model'; readonly package: string; readonly model: string }
  /** One model for each name that the resource may have. */
  | { readonly kind: 'by-name'; readonly package: string; readonly models: Readonly<Record<string, string>> }
  /** No package carries it in a form that can be read here; what was done instead is in infra/README.md. */
  | { readonly kind: 'elsewhere' };

const storage = (model: string) => ({ kind: 'model', package: '@azure/arm-storage', model }) as const;
const web = (model: string) => ({ kind: 'model', package: '@azure/arm-appservice', model }) as const;
const elsewhere = { kind: 'elsewhere' } as const;

export const RESOURCE_TYPES: Readonly<Record<string, Published>> = {
  'Microsoft.Authorization/roleAssignments': {
    kind: 'model',
    package: '@azure/arm-authorization',
    model: 'RoleAssignmentCreateParameters',
  },
  'Microsoft.EventGrid/systemTopics': elsewhere,
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': elsewhere,
  'Microsoft.Insights/actionGroups': elsewhere,
  'Microsoft.Insights/components': elsewhere,
  'Microsoft.Insights/diagnosticSettings': elsewhere,
  'Microsoft.Insights/scheduledQueryRules': elsewhere,
  'Microsoft.Insights/workbooks': elsewhere,
  'Microsoft.KeyVault/vaults': {
    kind: 'model',
    package: '@azure/arm-keyvault',
    model: 'VaultCreateOrUpdateParameters',
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': { kind: 'model', package: '@azure/arm-msi', model: 'Identity' },
  'Microsoft.Network/privateDnsZones': elsewhere,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': elsewhere,
  'Microsoft.Network/privateEndpoints': elsewhere,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': elsewhere,
  'Microsoft.Network/virtualNetworks': elsewhere,
  'Microsoft.Network/virtualNetworks/subnets': elsewhere,
  'Microsoft.OperationalInsights/workspaces': {
    kind: 'model',
    package: '@azure/arm-operationalinsights',
    model: 'Workspace',
  },
  'Microsoft.Resources/resourceGroups': elsewhere,
  'Microsoft.Storage/storageAccounts': storage('StorageAccountCreateParameters'),
  'Microsoft.Storage/storageAccounts/blobServices': storage('BlobServiceProperties'),
  'Microsoft.Storage/storageAccounts/blobServices/containers': storage('BlobContainer'),
  'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies': storage('ImmutabilityPolicy'),
  'Microsoft.Storage/storageAccounts/managementPolicies': storage('ManagementPolicy'),
  'Microsoft.Storage/storageAccounts/queueServices': storage('QueueServiceProperties'),
  'Microsoft.Storage/storageAccounts/queueServices/queues': storage('StorageQueue'),
  'Microsoft.Web/serverfarms': web('AppServicePlan'),
  'Microsoft.Web/sites': web('Site'),
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': web('CsmPublishingCredentialsPoliciesEntity'),
  'Microsoft.Web/sites/config': {
    kind: 'by-name',
    package: '@azure/arm-appservice',
    models: { appsettings: 'StringDictionary', authsettingsV2: 'SiteAuthSettingsV2' },
  },
};
