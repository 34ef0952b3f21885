// What somebody has to hear of. Each rule is a query over the log, in infra/queries, where its comment says what it means; the runbook in infra/README.md says what to do.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Application Insights.')
param insightsId string

@description('Vault of the secrets.')
param vaultId string

@description('Where alerts are mailed to. Empty: to nobody.')
param email string

@description('Whether the rules are evaluated.')
param enabled bool

@description('Hours without a good run after which the alert is raised.')
param staleAfterHours int

var hasEmail = !empty(email)
var actionGroupIds = hasEmail ? [people.id] : []

var rules = [
  {
    name: 'rollcall-no-good-run'
    title: 'Rollcall: no good run lately'
    severity: 1
    query: replace(loadTextContent('../queries/no-good-run.kql'), 'let staleAfter = 2h;', 'let staleAfter = ${staleAfterHours}h;')
  }
  {
    name: 'rollcall-run-failed'
    title: 'Rollcall: a run failed or was frozen'
    severity: 2
    query: loadTextContent('../queries/run-failed.kql')
  }
  {
    name: 'rollcall-poison-queue'
    title: 'Rollcall: work was put aside'
    severity: 2
    query: loadTextContent('../queries/poison-queue.kql')
  }
  {
    name: 'rollcall-hold-waiting'
    title: 'Rollcall: held steps wait for somebody'
    severity: 3
    query: loadTextContent('../queries/hold-waiting.kql')
  }
  {
    name: 'rollcall-subscription-lost'
    title: 'Rollcall: changes are not delivered'
    severity: 3
    query: loadTextContent('../queries/subscription-lost.kql')
  }
  {
    name: 'rollcall-deliveries-refused'
    title: 'Rollcall: deliveries are refused'
    severity: 3
    query: loadTextContent('../queries/deliveries-refused.kql')
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (hasEmail) {
  name: 'ag-rollcall'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'rollcall'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for one in rules: {
    name: one.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: one.title
      severity: one.severity
      enabled: enabled
      scopes: [insightsId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      // Each query says itself how far it looks back.
      overrideQueryTimeRange: 'P2D'
      criteria: {
        allOf: [
          {
            query: one.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      // Raised once, and over when the query finds nothing any more.
      autoMitigate: true
      actions: { actionGroups: actionGroupIds }
    }
  }
]

// The vault tells 30 days before a secret expires and when it has; only secrets with an expiry are watched, and infra/scripts/put-secret.sh sets one.
resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-rollcall-vault'
  location: location
  tags: tags
  properties: {
    source: vaultId
    topicType: 'Microsoft.KeyVault.vaults'
  }
}

resource secretExpiry 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (enabled) {
  parent: vaultEvents
  name: 'rollcall-secret-expiry'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [
        'Microsoft.KeyVault.SecretNearExpiry'
        'Microsoft.KeyVault.SecretExpired'
      ]
    }
    destination: {
      endpointType: 'MonitorAlert'
      properties: {
        severity: 'Sev2'
        description: 'Rollcall: a secret in the vault expires soon, or has expired. Rotate it: infra/README.md.'
        actionGroups: actionGroupIds
      }
    }
  }
}
