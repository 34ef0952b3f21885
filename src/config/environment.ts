/** The environment of this process: the only place that reads or changes it. It loads nothing, since functions are registered by it too. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process. */
export function environment(): Environment {
  return process.env;
}

/** What Rollcall, the Functions host or Azure's libraries read in an environment. */
const SETTINGS =
  /^(?:ROLLCALL_|AzureWebJobs|AzureFunctionsJobHost__|WEBSITE_|AZURE_|APPLICATIONINSIGHTS_|OTEL_|(?:SYNC|SUBSCRIPTION)_SCHEDULE$)/i;

/** Sets in this process what its environment does not have yet, and answers all of it. What it has wins, even when it is empty. */
export function fillEnvironment(values: Readonly<Record<string, string>>): Environment {
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return environment();
}

/** Takes away every setting of this process and puts these in their place, so that no other configuration, account or sign-in gets in between. */
export function replaceSettings(values: Readonly<Record<string, string>>): Environment {
  // Reflect, since what is taken away has a name that was computed.
  for (const name of Object.keys(process.env)) if (SETTINGS.test(name)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, values);
  return environment();
}
