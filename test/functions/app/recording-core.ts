/** Stands in for the host's own module, which only exists inside the Functions host: keeps what is registered. */

export interface Registration {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const registrations: (Registration & { readonly handler: string })[] = [];

export const version = '2.0';

export function registerFunction(metadata: Registration, handler: (...args: never) => unknown): void {
  registrations.push({ ...metadata, handler: handler.name });
}

export function setProgrammingModel(): void {
  // The library says which one it is; the host only has that one.
}

export function registerHook(): void {
  // No hook changes what is registered.
}

export function log(): void {
  // Its presence tells the library that the host can stream.
}
