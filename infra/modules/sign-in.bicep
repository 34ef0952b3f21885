// App Service Authentication with Entra ID: nobody reaches a route without a token of this tenant, except at the webhooks, whose senders bring proofs of their own.
// Which role a route asks for is the code's matter: src/runtime/http/signed-in.ts.

@description('Name of the function app.')
param appName string

@description('Client id of the app registration.')
param clientId string

@description('Client ids of other applications whose tokens are let in.')
param applications array

resource app 'Microsoft.Web/sites@2023-12-01' existing = {
  name: appName
}

resource authentication 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      // The webhooks alone. Neither health nor the pages are among them.
      excludedPaths: ['/api/webhooks/*']
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [clientId, 'api://${clientId}']
          defaultAuthorizationPolicy: { allowedApplications: concat([clientId], applications) }
        }
      }
    }
    login: {
      // Nothing is done in anybody's name, so no token has to be kept.
      tokenStore: { enabled: false }
    }
  }
}
