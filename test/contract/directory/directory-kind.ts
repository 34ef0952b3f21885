/** What the directory contract must know of one kind of directory: how it is made, how its ids look, where its lists are. */
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import type { GroupId, PersonId } from '../../../src/domain/ids.ts';
import type { Clock, Directory, RequestMeter } from '../../../src/ports/run-ports.ts';
import type { FaultEffect, Quirks, Sandbox, SandboxSystem } from '../../../src/sandbox/context.ts';
import { createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld, WorldPerson } from '../../../src/sandbox/world.ts';

export interface DirectoryKind {
  readonly name: string;
  readonly system: SandboxSystem;
  create(sandbox: Sandbox, wiring: Wiring): Directory;
  /** The id under which the directory shows a person or group of the world. */
  personId(guid: string): PersonId;
  groupId(guid: string): GroupId;
  /** Path of the list of a group's members. */
  membersOf(guid: string): RegExp;
  /** More people than fit on two of its pages, under these quirks. */
  readonly large: { readonly people: number; readonly quirks: Partial<Quirks> };
  /** Some page of a member list, made up: these people, and a link to the next page. */
  page(people: readonly WorldPerson[], next: string): FaultEffect;
  /** Where that next link may lead without leaving the directory. */
  nextLink(sandbox: Sandbox): string;
  /** From now on the directory does not tell whether people are enabled. */
  keepStatesSecret(sandbox: Sandbox): void;
  /** Whether deleted people can still be found by their addresses. */
  readonly keepsDeleted: boolean;
}

export interface Wiring {
  readonly credential: 'good' | 'wrong';
  readonly meter: RequestMeter;
  readonly clock: Clock;
  readonly delay: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly timeoutMs: number;
}

export interface Stage {
  readonly world: SandboxWorld;
  readonly sandbox: Sandbox;
  readonly directory: Directory;
  readonly meter: RequestMeter;
  /** Every wait that was asked for, in milliseconds. Nothing really waits. */
  readonly waits: readonly number[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** A running sandbox with a directory on it; `fill` puts the people and groups in. */
export async function setStage(
  kind: DirectoryKind,
  fill: (world: SandboxWorld) => void,
  options: { readonly quirks?: Partial<Quirks>; readonly credential?: Wiring['credential'] } = {},
): Promise<Stage> {
  const world = createEmptyWorld();
  fill(world);
  const sandbox = await startSandbox({ world, quirks: options.quirks ?? {} });
  const meter = createRequestMeter();
  const waits: number[] = [];
  const directory = kind.create(sandbox, {
    credential: options.credential ?? 'good',
    meter,
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    delay: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    timeoutMs: 10_000,
  });
  return { world, sandbox, directory, meter, waits, [Symbol.asyncDispose]: () => sandbox.stop() };
}
