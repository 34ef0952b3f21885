// A page in Application Insights: what the runs did, what waits, what comes in. The same queries can be asked by hand.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Application Insights.')
param insightsId string

var panels = [
  { title: 'Outcome of the runs, per connection and day', query: loadTextContent('../queries/runs-per-day.kql') }
  { title: 'Latest runs', query: loadTextContent('../queries/latest-runs.kql') }
  { title: 'Steps carried out', query: loadTextContent('../queries/steps.kql') }
  { title: 'Held steps', query: loadTextContent('../queries/hold-waiting.kql') }
  { title: 'Holds and findings', query: loadTextContent('../queries/holds-and-findings.kql') }
  { title: 'Seats', query: loadTextContent('../queries/seats.kql') }
  { title: 'How long runs take, and how late they begin', query: loadTextContent('../queries/run-times.kql') }
  { title: 'What the time goes into', query: loadTextContent('../queries/run-parts.kql') }
  { title: 'Requests, repeated and throttled ones', query: loadTextContent('../queries/requests.kql') }
  { title: 'Writes that failed', query: loadTextContent('../queries/writes-failed.kql') }
  { title: 'Faults', query: loadTextContent('../queries/faults.kql') }
  { title: 'Deliveries', query: loadTextContent('../queries/deliveries.kql') }
  { title: 'Change subscriptions', query: loadTextContent('../queries/subscription-looks.kql') }
]

var items = [
  for (panel, index) in panels: {
    type: 3
    name: 'panel-${index}'
    content: {
      version: 'KqlItem/1.0'
      title: panel.title
      query: panel.query
      size: 0
      queryType: 0
      resourceType: 'microsoft.insights/components'
      timeContext: { durationMs: 604800000 }
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insightsId, 'rollcall')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: 'Rollcall'
    sourceId: insightsId
    serializedData: string({
      version: 'Notebook/1.0'
      items: items
      fallbackResourceIds: [insightsId]
    })
  }
}
