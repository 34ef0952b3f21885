/** The models of a management SDK as schemas. Its mappers name every property as it goes over the wire, so they are what a template has to say. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Field, Schema } from './schema.ts';

interface MapperType {
  readonly name: string;
  readonly className?: string | undefined;
  readonly modelProperties?: Readonly<Record<string, Mapper>> | undefined;
  readonly additionalProperties?: Mapper | undefined;
  readonly element?: Mapper | undefined;
  readonly value?: Mapper | undefined;
  readonly allowedValues?: readonly unknown[] | undefined;
}
interface Mapper {
  readonly serializedName?: string | undefined;
  readonly required?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly type: MapperType;
}

const typeShape: z.ZodType<MapperType> = z.looseObject({
  name: z.string(),
  className: z.string().optional(),
  get modelProperties() {
    return z.record(z.string(), mapperShape).optional();
  },
  get additionalProperties() {
    return mapperShape.optional();
  },
  get element() {
    return mapperShape.optional();
  },
  get value() {
    return mapperShape.optional();
  },
  allowedValues: z.array(z.unknown()).optional(),
});
const mapperShape: z.ZodType<Mapper> = z.looseObject({
  serializedName: z.string().optional(),
  required: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  type: typeShape,
});

export interface Models {
  /** Throws on a model that the package does not have. */
  readonly schemaOf: (model: string) => Schema;
  /** Versions of the API that the package speaks. */
  readonly versions: readonly string[];
}

const { resolve } = createRequire(import.meta.url);
/** Where the two generations of these packages keep their models. */
const FOLDERS = ['dist-esm/src/models', 'dist/esm/models'];

export async function readModels(packageName: string): Promise<Models> {
  const root = dirname(resolve(`${packageName}/package.json`));
  const [folder] = FOLDERS.filter((one) => existsSync(`${root}/${one}/mappers.js`));
  if (folder === undefined) throw new RangeError(`${packageName} keeps no mappers where they were`);
  const loaded: unknown = await import(pathToFileURL(`${root}/${folder}/mappers.js`).href);
  const mappers = z.record(z.string(), z.unknown()).parse(loaded);
  const parameters = readFileSync(`${root}/${folder}/parameters.js`, 'utf8');

  function typeOf(model: string): MapperType {
    const mapper = mapperShape.safeParse(mappers[model]);
    if (!mapper.success) throw new RangeError(`${packageName} has no model ${model}`);
    return mapper.data.type;
  }

  function schemaOfType(type: MapperType): Schema {
    switch (type.name) {
      case 'String':
      case 'Uuid':
        return { kind: 'text', allowed: null };
      case 'Enum':
        return { kind: 'text', allowed: type.allowedValues?.map(String) ?? null };
      case 'Number':
        return { kind: 'number' };
      case 'Boolean':
        return { kind: 'boolean' };
      case 'Sequence':
        return { kind: 'list', item: schemaOfType(type.element?.type ?? { name: 'any' }) };
      case 'Dictionary':
        return { kind: 'object', fields: () => new Map(), others: schemaOfType(type.value?.type ?? { name: 'any' }) };
      case 'Composite': {
        const own = type.modelProperties === undefined && type.className !== undefined ? typeOf(type.className) : type;
        const others = own.additionalProperties === undefined ? null : schemaOfType(own.additionalProperties.type);
        return { kind: 'object', fields: () => fieldsOf(own), others };
      }
      default:
        return { kind: 'any' };
    }
  }

  /** `properties.siteConfig` is a field of a field, unless its dot is part of a name. */
  function fieldsOf({ modelProperties = {} }: MapperType): ReadonlyMap<string, Field> {
    return grouped(
      Object.values(modelProperties).flatMap((mapper): readonly Placed[] => {
        const { serializedName, required = false, readOnly = false, type } = mapper;
        if (serializedName === undefined) return [];
        const path = serializedName.split(/(?<!\\)\./).map((part) => part.replaceAll('\\', ''));
        return [{ path, field: { schema: schemaOfType(type), required, readOnly } }];
      }),
    );
  }

  return {
    schemaOf: (model) => schemaOfType(typeOf(model)),
    versions: [...parameters.matchAll(/defaultValue: "(\d{4}-\d\d-\d\d[^"]*)"/g)].map(([, version = '']) => version),
  };
}

interface Placed {
  readonly path: readonly string[];
  readonly field: Field;
}

function grouped(placed: readonly Placed[]): ReadonlyMap<string, Field> {
  return new Map(
    [...Map.groupBy(placed, ({ path }) => path[0] ?? '')].map(([name, group]): [string, Field] => {
      const direct = group.find(({ path }) => path.length === 1);
      if (direct !== undefined) return [name, direct.field];
      const inner = group.map(({ path, field }) => ({ path: path.slice(1), field }));
      const schema: Schema = { kind: 'object', fields: () => grouped(inner), others: null };
      return [name, { schema, required: inner.some(({ field }) => field.required), readOnly: false }];
    }),
  );
}
